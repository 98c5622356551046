import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { StatusBadge } from "../../../ui/StatusBadge/StatusBadge";
import { Tabs } from "../../../ui/Tabs/Tabs";
import { api } from "../../api/client";
import { useList } from "../../api/useList";
import { useRead } from "../../api/useRead";
import { DocumentForm } from "../../forms/DocumentForm";
import { useDocument } from "../../forms/useDocument";
import { Load } from "../../Load";
import { NotFound } from "../../NotFound";
import { DetailsPart, EndPart } from "../../programme/DetailsPart";
import { Due } from "../../programme/Due";
import { Logbook } from "../../programme/Logbook";
import { partOf, useLabels } from "../../programme/labels";
import {
  changeOf,
  type MeasureDocument,
  type MeasureValues,
  type Step,
  spoken,
  valuesOf,
  withoutEmpty,
} from "../../programme/measure";
import { NewStep } from "../../programme/NewStep";
import { Plan, usePlan } from "../../programme/Plan";
import { PreviewDrawer } from "../../programme/PreviewDrawer";
import { QuickEntry } from "../../programme/QuickEntry";
import { StepDrawer } from "../../programme/StepDrawer";
import { Activities, Milestones } from "../../programme/Steps";
import { TextsPart } from "../../programme/TextsPart";
import { usePart } from "../../programme/usePart";
import { MEASURE_WORDS } from "../../programme/words";
import type { ScreenProps } from "../../Screens";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import "../../programme/Measure.css";

const SCREEN = "/team/massnahmen/:number";

/** One measure: what is to be reported, its plan, its logbook, its texts. */
export default function MeasureScreen({ number }: ScreenProps<"number">) {
  const wanted = /^\d{1,3}$/.test(number) ? Number(number) : null;
  const read = useRead("/staff/measures/{number}", wanted === null ? null : { path: { number: wanted } });
  if (wanted === null) return <NotFound />;
  if (read.state !== "ready") {
    return (
      <Page screen={SCREEN}>
        <Load of={read}>{() => null}</Load>
      </Page>
    );
  }
  return <Desk key={wanted} measure={read.data} etag={read.etag} onRead={read.put} onChanged={read.reload} />;
}

interface DeskProps {
  measure: MeasureDocument;
  etag: string;
  onRead: (read: { data: MeasureDocument; etag: string }) => void;
  onChanged: () => void;
}

function Desk({ measure, etag, onRead, onChanged }: DeskProps) {
  const { t, lang } = useTexts();
  const may = useMay();
  const mayEdit = may("measures.edit");
  const mayLog = may("logbook.edit");
  const { number } = measure;
  const path = { number };
  const [part, setPart] = usePart(["stand", "plan", "logbuch", "texte", "angaben", "abschluss"]);
  const [open, setOpen] = useState<Step | null>(null);
  const [preview, setPreview] = useState(false);
  const entries = useList("/staff/measures/{number}/logbook", mayLog ? { path } : null);
  const quick = useRef<HTMLDivElement>(null);
  const base = useRef({ data: measure, etag });
  const doc = useDocument<MeasureDocument, MeasureValues>({
    draft: `measures-${number}`,
    read: { data: measure, etag },
    valuesOf,
    again: async () => {
      base.current = await api.get("/staff/measures/{number}", { path });
      return base.current;
    },
    save: (patch, seen) => {
      const tidy = patch.target_groups ? { target_groups: withoutEmpty(patch.target_groups) } : {};
      const lines = patch.experience_from ? { experience_from: patch.experience_from.filter(Boolean) } : {};
      const body = changeOf({ ...patch, ...tidy, ...lines }, valuesOf(base.current.data));
      return api.patch("/staff/measures/{number}", { path, body, seen });
    },
    saved: (next) => {
      base.current = next;
      onRead(next);
    },
    words: MEASURE_WORDS,
  });
  const plan = usePlan(measure, onRead);
  const labels = useLabels();
  const faulty = Object.keys(doc.form.faults).find(Boolean);
  useEffect(() => {
    if (faulty && partOf(faulty) !== part && ["texte", "angaben", "abschluss"].includes(part))
      setPart(partOf(faulty));
  }, [faulty]);
  const logged = useCallback(() => {
    entries.reload();
    onChanged();
  }, [entries.reload, onChanged]);
  const write = () => quick.current?.querySelector("textarea")?.focus();
  const names = {
    social: t("field.social"),
    political: t("field.political"),
    media: t("field.media"),
    administration: t("field.administration"),
    stopped: t("status.stopped"),
    handed_over: t("status.handed_over"),
    named: t("measure.hand_over_named"),
    agreed: t("measure.hand_over_agreed"),
    done: t("measure.hand_over_done"),
    name: t("measures.partner"),
    organisation: t("measures.organisation"),
  };
  const form = (content: preact.ComponentChildren) =>
    mayEdit ? (
      <DocumentForm
        of={doc}
        labels={labels}
        names={names}
        history={{ object_type: "measure", object_key: String(number) }}
      >
        {content}
      </DocumentForm>
    ) : (
      <div class="form form-wide">{content}</div>
    );
  const shared = { of: doc, labels, disabled: !mayEdit };
  const steps = { measure, may: mayEdit, onOpen: setOpen, onChanged };
  const milestones = measure.steps.some(({ kind }) => kind === "milestone");
  const dirty = doc.form.dirty.length > 0;
  const elsewhere = dirty && !["texte", "angaben", "abschluss"].includes(part);
  const planElsewhere = plan.form.dirty.length > 0 && part !== "plan";
  const tabs = [
    {
      key: "stand",
      label: t("measures.part_steps"),
      count: measure.overdue || undefined,
      content: () => (
        <div class="stack">
          {milestones && <Milestones {...steps} />}
          <Activities {...steps} />
          {!milestones && <Milestones {...steps} />}
        </div>
      ),
    },
    {
      key: "plan",
      label: t("measures.part_plan"),
      content: () => (
        <div class="stack">
          <Plan plan={plan} measure={measure} may={mayEdit} onOpen={setOpen} />
          {mayEdit && <NewStep measure={measure} kind="phase" onMade={onChanged} />}
        </div>
      ),
    },
    ...(mayLog
      ? [
          {
            key: "logbuch",
            label: t("measure.logbook"),
            content: () => <Logbook entries={entries} today={measure.calendar.today} onChanged={logged} />,
          },
        ]
      : []),
    { key: "texte", label: t("measures.part_texts"), content: () => form(<TextsPart {...shared} />) },
    { key: "angaben", label: t("measures.part_details"), content: () => form(<DetailsPart {...shared} />) },
    { key: "abschluss", label: t("measures.part_end"), content: () => form(<EndPart {...shared} />) },
  ];
  return (
    <Page
      screen={SCREEN}
      title={`${number} ${spoken(measure.title, lang).text}`}
      actions={
        <>
          <button type="button" class="button button-small" onClick={() => setPreview(true)}>
            {t("measures.preview")}
          </button>
          <a class="button button-small" href={`/team/massnahmen/${number}/sachstand`}>
            {t("measures.report_page")}
          </a>
        </>
      }
    >
      <p class="measure-state">
        <StatusBadge status={measure.status} />
        <span>
          {measure.progress.value === null
            ? t("progress.none")
            : t("progress.done", { done: measure.progress.done, total: measure.progress.total })}
        </span>
      </p>
      {mayEdit && <Due measure={measure} onOpen={setOpen} onPart={setPart} onWrite={write} />}
      {mayLog && (
        <div ref={quick}>
          <QuickEntry number={number} today={measure.calendar.today} onMade={logged} />
        </div>
      )}
      {(elsewhere || planElsewhere) && (
        <p class="note note-warm" role="status">
          {t("measures.unsaved_elsewhere")}{" "}
          <button
            type="button"
            class="link-button"
            onClick={() => setPart(elsewhere ? partOf(doc.form.dirty[0] ?? "") : "plan")}
          >
            {t("measures.unsaved_show")}
          </button>
        </p>
      )}
      <Tabs label={t("measures.parts")} tabs={tabs} selected={part} onSelect={setPart} />
      {open && (
        <StepDrawer step={open} measure={measure} onClose={() => setOpen(null)} onChanged={onChanged} />
      )}
      {preview && (
        <PreviewDrawer
          measure={measure}
          values={doc.form.values}
          plan={plan.form.values}
          unsaved={dirty || plan.form.dirty.length > 0}
          onClose={() => setPreview(false)}
        />
      )}
    </Page>
  );
}
