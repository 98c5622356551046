import { useEffect, useRef, useState } from "preact/hooks";
import { direction, htmlLang, isLang, LANGUAGE_NAMES, LANGUAGES, SOURCE } from "../../../i18n/languages";
import { type StaffKey, useTexts } from "../../../i18n/staffTexts";
import { Select } from "../../../ui/Select/Select";
import { TextState } from "../../../ui/TextsField/TextState";
import { useSay } from "../../../ui/Toast/Toast";
import { sentenceFor } from "../../forms/faults";
import { Page } from "../../shell/Page";
import { nameOf, STATES, type Translation, worthSaving } from "../../translations/texts";
import { useTranslations } from "../../translations/useTranslations";
import { useFilters } from "../../useFilters";
import "../../translations/Translations.css";

const OTHERS = LANGUAGES.filter((lang) => lang !== SOURCE);

/** Every text beside its translation, saved one by one; Ctrl+Enter saves and goes on to the next. */
export default function Translations() {
  const { t, number } = useTexts();
  const [filters, setFilters] = useFilters(["language", "state", "q"]);
  const language = isLang(filters.language) && filters.language !== SOURCE ? filters.language : "en";
  const state = (STATES as readonly string[]).includes(filters.state) ? filters.state : "";
  const texts = useTranslations({ language, state, q: filters.q });
  const { list, items, counts } = texts;
  return (
    <Page screen="/team/uebersetzungen" intro={t("translations.intro")}>
      <div class="translation-filters">
        <Select
          label={t("translations.language")}
          value={language}
          options={OTHERS.map((code) => ({
            value: code,
            label: LANGUAGE_NAMES[code],
            lang: htmlLang(code),
          }))}
          onChange={(next) => setFilters({ language: next })}
        />
        <SearchField q={filters.q} onChange={(q) => setFilters({ q })} />
      </div>
      <fieldset class="cluster" aria-label={t("translations.state")}>
        {(["", ...STATES] as const).map((code) => (
          <button
            key={code}
            type="button"
            class="chip"
            aria-pressed={state === code}
            onClick={() => setFilters({ state: code })}
          >
            {code ? <TextState state={code} /> : t("site.all")}
            {code && counts[code] !== null && <strong>{number(counts[code])}</strong>}
          </button>
        ))}
      </fieldset>
      {list.state === "error" && list.problem && (
        <p class="note note-danger">{sentenceFor(list.problem, t)}</p>
      )}
      {list.state === "ready" && items.length === 0 && (
        <p class="note note-success">{t(filters.q ? "team.search_none" : "translations.none")}</p>
      )}
      <Rows items={items} texts={texts} />
      {list.more && (
        <button type="button" class="button" onClick={list.more}>
          {t("site.more")}
        </button>
      )}
    </Page>
  );
}

/** Searches when typing rests. */
function SearchField({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed === q) return undefined;
    const timer = setTimeout(() => onChange(typed.slice(0, 100)), 300);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label class="select">
      <span class="select-label">{t("translations.search")}</span>
      <input
        class="input"
        type="search"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </label>
  );
}

interface RowsProps {
  items: readonly Translation[];
  texts: ReturnType<typeof useTranslations>;
}

function Rows({ items, texts }: RowsProps) {
  const { t } = useTexts();
  const say = useSay();
  const ref = useRef<HTMLOListElement>(null);
  const goOn = (place: number) => {
    const fields = ref.current?.querySelectorAll<HTMLTextAreaElement>("textarea");
    const next = fields?.[place + 1];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    } else say(t("translations.last"));
  };
  const saveAndGoOn = async (one: Translation, place: number) => {
    if (worthSaving(one, texts.textOf(one)) && !(await texts.save(one))) return;
    goOn(place);
  };
  return (
    <ol class="bare" ref={ref}>
      {items.map((one, place) => (
        <Row key={nameOf(one)} one={one} texts={texts} onNext={() => void saveAndGoOn(one, place)} />
      ))}
    </ol>
  );
}

interface RowProps {
  one: Translation;
  texts: ReturnType<typeof useTranslations>;
  onNext: () => void;
}

function Row({ one, texts, onNext }: RowProps) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const name = nameOf(one);
  const typed = texts.textOf(one);
  const fault = texts.faults[name];
  const meanwhile = texts.meanwhile[name];
  const where = whereOf(one, t as (key: StaffKey, values?: object) => string);
  const save = async () => {
    setBusy(true);
    await texts.save(one);
    setBusy(false);
  };
  const rows = Math.min(12, Math.max(2, Math.ceil(one.source.length / 55), one.source.split("\n").length));
  return (
    <li class="translation">
      <p class="translation-where">
        <a href={one.link}>{where}</a>
        <TextState state={one.state} />
      </p>
      <div class="translation-pair">
        <p class="translation-source" lang="de" dir="ltr">
          {one.source}
        </p>
        <div class="translation-own">
          <textarea
            class="input"
            aria-label={t("translations.field", { language: LANGUAGE_NAMES[one.lang as "en"], where })}
            lang={htmlLang(one.lang)}
            dir={direction(one.lang)}
            rows={rows}
            value={typed}
            onInput={(event) => texts.write(one, event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              onNext();
            }}
          />
          {fault && (
            <p class="field-fault" role="alert">
              {sentenceFor(fault, t)}
            </p>
          )}
          {meanwhile && (
            <div class="note note-warm" role="alert">
              <p>{t("translations.meanwhile")}</p>
              <blockquote lang={htmlLang(one.lang)} dir={direction(one.lang)}>
                {meanwhile.text || t("kit.empty")}
              </blockquote>
              <button
                type="button"
                class="button button-small"
                onClick={() => texts.write(one, meanwhile.text)}
              >
                {t("translations.take_theirs")}
              </button>
            </div>
          )}
          <div class="form-actions">
            <button
              type="button"
              class="button button-small"
              disabled={busy || !worthSaving(one, typed)}
              onClick={() => void save()}
            >
              {typed === one.text && one.state !== "reviewed" && typed !== ""
                ? t("translations.approve")
                : t("kit.save")}
              <span class="visually-hidden">: {where}</span>
            </button>
          </div>
        </div>
      </div>
    </li>
  );
}

/** Where a text belongs, in words: "Maßnahme 3 · Titel". */
function whereOf(
  { object_type, object_key, field }: Translation,
  t: (key: StaffKey, values?: object) => string,
) {
  const [first = "", ...rest] = field.split("/");
  const word = (kind: string, code: string) => {
    const key = `translations.${kind}_${code}` as StaffKey;
    const words = t(key);
    return words === key ? code : words;
  };
  const shown = ["measure", "concept_measure", "goal", "sub_goal"].includes(object_type)
    ? ` ${object_key}`
    : "";
  const place = rest.find((part) => /^\d+$/.test(part));
  return `${word("type", object_type)}${shown} · ${word("field", first)}${place ? ` ${Number(place) + 1}` : ""}`;
}
