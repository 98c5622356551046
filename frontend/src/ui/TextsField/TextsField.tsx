import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { direction, htmlLang, LANGUAGE_NAMES, LANGUAGES, type Lang, SOURCE } from "../../i18n/languages";
import { useTexts } from "../../i18n/staffTexts";
import { FieldGroup, type FieldProps } from "../Field/Field";
import { hasRoom } from "../Fold/Fold";
import { MarkdownPreview } from "../MarkdownField/MarkdownField";
import { TextState } from "./TextState";
import "./TextsField.css";

/** One language of a text, as the API says it. A language that is not in the list is missing. */
export interface StaffText {
  lang: string;
  text: string;
  state: "original" | "reviewed" | "machine" | "outdated" | "missing";
}

interface TextsFieldProps extends FieldProps<StaffText[]> {
  /** Lines of each language; 1 is a single line. */
  rows?: number;
  languages?: readonly Lang[];
  /** The text is Markdown: asks the server for the cleaned HTML of one language. */
  preview?: (text: string) => Promise<string>;
}

/** The text of a language; empty when there is none. */
export function textIn(value: readonly StaffText[], lang: string): string {
  return value.find((one) => one.lang === lang)?.text ?? "";
}

/** `value` with one language changed: what a person writes counts as reviewed, translations of a changed German text as outdated. */
export function withText(value: readonly StaffText[], lang: string, text: string): StaffText[] {
  const state: StaffText["state"] = lang === SOURCE ? "original" : text === "" ? "missing" : "reviewed";
  const own = { lang, text, state };
  const others = value.filter((one) => one.lang !== lang);
  const kept =
    lang === SOURCE
      ? others.map((one) => ({ ...one, state: one.text ? ("outdated" as const) : one.state }))
      : others;
  return lang === SOURCE ? [own, ...kept] : [...kept, own].sort((a, b) => order(a.lang) - order(b.lang));
}

const order = (lang: string) => (lang === SOURCE ? -1 : LANGUAGES.indexOf(lang as Lang));

/** One text in several languages: German beside the language that is being worked on, and how every language stands. */
export function TextsField(props: TextsFieldProps) {
  const { value, onChange, languages = LANGUAGES, rows = 1, label, disabled, preview } = props;
  const { t } = useTexts();
  const others = languages.filter((lang) => lang !== SOURCE);
  const [chosen, setChosen] = useState<Lang>(others.includes("en") ? "en" : (others[0] ?? SOURCE));
  const [all, setAll] = useState(false);
  const shown = all ? others : others.filter((lang) => lang === chosen);
  const state = (lang: string) => value.find((one) => one.lang === lang && one.text)?.state ?? "missing";
  const empty = value.every(({ text }) => text === "");
  const input = (lang: Lang) => (
    <One
      key={lang}
      lang={lang}
      label={`${label}: ${LANGUAGE_NAMES[lang]}`}
      rows={rows}
      text={textIn(value, lang)}
      state={empty ? null : state(lang)}
      disabled={disabled ?? false}
      preview={preview}
      onChange={(text) => onChange(withText(value, lang, text))}
    />
  );
  const choice = (
    <fieldset class="texts-languages" aria-label={t("kit.texts_languages")}>
      {others.map((lang) => (
        <button
          key={lang}
          type="button"
          class="texts-language"
          aria-pressed={all || lang === chosen}
          onClick={() => {
            setChosen(lang);
            setAll(false);
          }}
        >
          <span lang={htmlLang(lang)} dir={direction(lang)} class="system-font">
            {LANGUAGE_NAMES[lang]}
          </span>
          {!empty && <TextState state={state(lang)} small />}
        </button>
      ))}
      <button type="button" class="texts-language" aria-pressed={all} onClick={() => setAll(!all)}>
        {t("kit.texts_all")}
      </button>
    </fieldset>
  );
  return (
    <FieldGroup {...props}>
      <Pair
        source={input(SOURCE)}
        shown={shown.map(input)}
        choice={others.length > 1 ? choice : null}
        states={empty ? [] : others.map(state)}
      />
    </FieldGroup>
  );
}

interface PairProps {
  source: ComponentChildren;
  shown: ComponentChildren;
  /** The buttons that choose a language. */
  choice: ComponentChildren;
  /** How each translation stands. */
  states: StaffText["state"][];
}

/** German beside a translation; where there is little room translations are folded under a line that says how they stand. */
function Pair({ source, shown, choice, states }: PairProps) {
  const { t, number } = useTexts();
  const [wide] = useState(hasRoom);
  if (wide) {
    return (
      <>
        <div class="texts-pair">
          {source}
          {shown}
        </div>
        {choice}
      </>
    );
  }
  return (
    <>
      {source}
      <details class="texts-others">
        <summary>
          {t("kit.texts_others")}
          {STATES.filter((one) => states.includes(one)).map((one) => (
            <span key={one} class="texts-count">
              {number(states.filter((state) => state === one).length)} <TextState state={one} />
            </span>
          ))}
        </summary>
        <div class="texts-folded">
          {choice}
          {shown}
        </div>
      </details>
    </>
  );
}

/** Worst first. */
const STATES = ["missing", "outdated", "machine", "reviewed"] as const;

interface OneProps {
  lang: Lang;
  label: string;
  rows: number;
  text: string;
  /** Null while the whole text is empty: then nothing is missing. */
  state: StaffText["state"] | null;
  disabled: boolean;
  preview: ((text: string) => Promise<string>) | undefined;
  onChange: (text: string) => void;
}

function One({ lang, label, rows, text, state, disabled, preview, onChange }: OneProps) {
  const shared = {
    class: "input",
    "aria-label": label,
    lang: htmlLang(lang),
    dir: direction(lang),
    value: text,
    disabled,
  };
  return (
    <div class="texts-one">
      <p class="texts-name">
        <span lang={htmlLang(lang)} class="system-font">
          {LANGUAGE_NAMES[lang]}
        </span>
        {state && <TextState state={state} />}
      </p>
      {rows > 1 ? (
        <textarea {...shared} rows={rows} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...shared} onInput={(event) => onChange(event.currentTarget.value)} />
      )}
      {preview && text !== "" && (
        <Preview key={text} text={text} label={label} lang={lang} preview={preview} />
      )}
    </div>
  );
}

interface PreviewProps {
  text: string;
  label: string;
  lang: Lang;
  preview: (text: string) => Promise<string>;
}

/** On demand: how the Markdown of one language will look. It closes when the text changes. */
function Preview({ text, label, lang, preview }: PreviewProps) {
  const { t } = useTexts();
  const id = useId();
  const [html, setHtml] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const toggle = () => {
    if (html !== null) return setHtml(null);
    setFailed(false);
    preview(text).then(setHtml, () => setFailed(true));
  };
  return (
    <div>
      <button
        type="button"
        class="button button-small"
        aria-expanded={html !== null}
        aria-controls={id}
        onClick={toggle}
      >
        {t(html === null ? "kit.preview" : "kit.preview_close")}
        <span class="visually-hidden">: {label}</span>
      </button>
      <div id={id} aria-live="polite">
        {failed && <p class="field-fault">{t("kit.preview_failed")}</p>}
        {html !== null && <MarkdownPreview html={html} lang={htmlLang(lang)} dir={direction(lang)} />}
      </div>
    </div>
  );
}
