import { useState } from "preact/hooks";
import { direction, htmlLang, LANGUAGE_NAMES, LANGUAGES } from "../../i18n/languages";
import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { useAct } from "../useAct";
import { FileField } from "./FileField";
import type { EventDocument } from "./model";
import { FILE_WORDS } from "./words";
import "../Rows.css";

interface MaterialsProps {
  event: EventDocument;
  put: (read: Read<EventDocument>) => void;
  mayEdit: boolean;
}

/** Files to take along from an event. */
export function Materials({ event, put, mayEdit }: MaterialsProps) {
  const { t } = useTexts();
  const [isNew, setNew] = useState(false);
  return (
    <section class="stack">
      <div class="section-head">
        <h2>{t("planning.materials")}</h2>
        {mayEdit && (
          <button type="button" class="button button-small" onClick={() => setNew(true)}>
            {t("planning.material_add")}
          </button>
        )}
      </div>
      {event.materials.length === 0 && <p class="muted">{t("planning.materials_none")}</p>}
      <ul class="bare rows">
        {event.materials.map((one) => (
          <li key={one.digest} class="row">
            <Row event={event.id} of={one} put={put} mayEdit={mayEdit} />
          </li>
        ))}
      </ul>
      {isNew && (
        <NewMaterial
          event={event.id}
          onDone={(answer) => {
            put(answer);
            setNew(false);
          }}
          onClose={() => setNew(false)}
        />
      )}
    </section>
  );
}

interface RowProps {
  event: number;
  of: EventDocument["materials"][number];
  put: (read: Read<EventDocument>) => void;
  mayEdit: boolean;
}

function Row({ event, of, put, mayEdit }: RowProps) {
  const { t, number, language: nameOf } = useTexts();
  const act = useAct();
  const { digest, title, language, name, size, visibility } = of;
  const remove = () =>
    act(async () => {
      const path = { number: event, digest };
      put(await api.delete("/staff/event-materials/{number}/{digest}", { path }));
    }, t("kit.saved"));
  return (
    <>
      <div class="row-main">
        <p>
          <a href={`/api/v1/staff/event-materials/${event}/${digest}`} download>
            <bdi lang={htmlLang(language)} dir={direction(language)}>
              {title}
            </bdi>
          </a>
        </p>
        <p class="small muted">
          <bdi>{name}</bdi> · <bdi>{number(Math.max(1, Math.round(size / 1024)), 0)} KB</bdi> ·{" "}
          {nameOf(language)} · {t(`planning.material_${visibility}`)}
        </p>
      </div>
      {mayEdit && (
        <ConfirmButton
          label={t("planning.material_remove")}
          title={t("planning.material_remove")}
          onConfirm={remove}
        >
          <p>
            <bdi>{title}</bdi>
          </p>
          <p>{t("planning.material_remove_about")}</p>
        </ConfirmButton>
      )}
    </>
  );
}

interface NewMaterialProps {
  event: number;
  onDone: (read: Read<EventDocument>) => void;
  onClose: () => void;
}

interface Values {
  file: File | null;
  title: string;
  language: string;
  visibility: string;
}

function NewMaterial({ event, onDone, onClose }: NewMaterialProps) {
  const { t } = useTexts();
  const form = useForm<Values>({ file: null, title: "", language: "de", visibility: "public" });
  const labels = {
    file: t("planning.file"),
    title: t("planning.material_title"),
    language: t("planning.material_language"),
    visibility: t("planning.material_for"),
  };
  const { busy, onSubmit } = useSubmit(
    form,
    ({ file, ...words }) => {
      const body = new FormData();
      if (file) body.set("file", file);
      for (const [name, value] of Object.entries(words)) body.set(name, value);
      return api.post("/staff/event-materials/{number}", { path: { number: event }, body });
    },
    onDone,
    FILE_WORDS,
  );
  return (
    <Dialog title={t("planning.material_add")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <FileField
          {...form.field("file")}
          label={labels.file}
          hint={t("planning.materials_hint")}
          accept=".pdf,.odt,.docx,.xlsx,.pptx,.txt"
          required
        />
        <TextField {...form.field("title")} label={labels.title} maxLength={200} required />
        <Choice
          {...form.field("language")}
          label={labels.language}
          as="list"
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
        <Choice
          {...form.field("visibility")}
          label={labels.visibility}
          options={(["public", "registered"] as const).map((value) => ({
            value,
            label: t(`planning.material_${value}`),
          }))}
        />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("planning.material_add")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
