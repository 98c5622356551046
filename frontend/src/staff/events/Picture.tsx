import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { Dialog } from "../../ui/Dialog/Dialog";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { textIn } from "../../ui/TextsField/TextsField";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { useAct } from "../useAct";
import { FileField } from "./FileField";
import type { EventDocument } from "./model";
import { FILE_WORDS } from "./words";
import "./files.css";

interface PictureProps {
  read: Read<EventDocument>;
  put: (read: Read<EventDocument>) => void;
  mayEdit: boolean;
}

/** The picture of an event: looked at, given, taken away. */
export function Picture({ read, put, mayEdit }: PictureProps) {
  const { t } = useTexts();
  const act = useAct();
  const [isNew, setNew] = useState(false);
  const { id, picture, picture_alt } = read.data;
  if (!picture && !mayEdit) return null;
  const remove = () =>
    act(async () => {
      put(await api.delete("/staff/event-pictures/{number}", { path: { number: id }, seen: read.etag }));
    }, t("kit.saved"));
  return (
    <section class="stack">
      <div class="section-head">
        <h2>{t("planning.picture")}</h2>
        {mayEdit && (
          <div class="cluster">
            <button type="button" class="button button-small" onClick={() => setNew(true)}>
              {t(picture ? "planning.picture_other" : "planning.picture_put")}
            </button>
            {picture && (
              <ConfirmButton
                label={t("planning.picture_remove")}
                title={t("planning.picture_remove")}
                onConfirm={remove}
              >
                <p>{t("planning.picture_remove_about")}</p>
              </ConfirmButton>
            )}
          </div>
        )}
      </div>
      {picture && (
        <figure class="event-file">
          <img
            src={`/api/v1/staff/event-pictures/${id}/${picture.digest}/small.webp`}
            width={picture.width}
            height={picture.height}
            alt={textIn(picture_alt, "de")}
            lang="de"
          />
          <figcaption class="small muted" lang="de" aria-hidden="true">
            {textIn(picture_alt, "de")}
          </figcaption>
        </figure>
      )}
      {isNew && (
        <NewPicture
          read={read}
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

interface NewPictureProps {
  read: Read<EventDocument>;
  onDone: (read: Read<EventDocument>) => void;
  onClose: () => void;
}

function NewPicture({ read, onDone, onClose }: NewPictureProps) {
  const { t } = useTexts();
  const form = useForm<{ file: File | null; alt: string }>({ file: null, alt: "" });
  const labels = { file: t("planning.file"), alt: t("planning.picture_alt") };
  const { busy, onSubmit } = useSubmit(
    form,
    ({ file, alt }) => {
      const body = new FormData();
      if (file) body.set("file", file);
      body.set("alt", alt);
      const path = { number: read.data.id };
      return api.put("/staff/event-pictures/{number}", { path, seen: read.etag, body });
    },
    onDone,
    FILE_WORDS,
  );
  return (
    <Dialog title={t("planning.picture_put")} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <ErrorSummary items={summaryOf(form.faults, labels)} />
        <FileField
          {...form.field("file")}
          label={labels.file}
          hint={t("planning.picture_hint")}
          accept=".jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp"
          required
        />
        <TextField
          {...form.field("alt")}
          label={labels.alt}
          hint={t("planning.picture_alt_hint")}
          lang="de"
          maxLength={500}
          required
        />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {t("planning.picture_put")}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t("kit.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
