import { useCallback, useEffect, useState } from "preact/hooks";
import { useTexts } from "../../../i18n/staffTexts";
import { StatusBadge } from "../../../ui/StatusBadge/StatusBadge";
import { type Tab, Tabs } from "../../../ui/Tabs/Tabs";
import { useList } from "../../api/useList";
import { useRead } from "../../api/useRead";
import type { DocumentState } from "../../forms/useDocument";
import { Load } from "../../Load";
import { NotFound } from "../../NotFound";
import { DetailsPart, EndPart } from "../../programme/DetailsPart";
import { Due } from "../../programme/Due";
import { LogbookPart } from "../../programme/LogbookPart";
import { partOf, useLabels } from "../../programme/labels";
import { MeasureForm } from "../../programme/MeasureForm";
import { type MeasureDocument, type MeasureValues, type Step, spoken } from "../../programme/measure";
import { NewStep } from "../../programme/NewStep";
import { Plan, usePlan } from "../../programme/Plan";
import { PreviewDrawer } from "../../programme/PreviewDrawer";
import type { PlanValues } from "../../programme/plan";
import { StepDrawer } from "../../programme/StepDrawer";
import { Activities, Milestones } from "../../programme/Steps";
import { TextsPart } from "../../programme/TextsPart";
import { Unsaved } from "../../programme/Unsaved";
import { useMeasure } from "../../programme/useMeasure";
import { usePart } from "../../programme/usePart";
import type { ScreenProps } from "../../Screens";
import { useMay } from "../../session/session";
import { Page } from "../../shell/Page";
import "../../programme/Measure.css";

const SCREEN = "/team/massnahmen/:number";
const PARTS = ["stand", "logbuch", "plan", "texte", "angaben", "abschluss"];
/** Parts that are one form together. */
const FORM = ["texte", "angaben", "abschluss"];

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
  const may = useMay();
  const [part, setPart] = usePart(PARTS);
  const [open, setOpen] = useState<Step | null>(null);
  const [previews, setPreviews] = useState(false);
  const [asked, setAsked] = useState(0);
  const doc = useMeasure({ data: measure, etag }, onRead);
  const plan = usePlan(measure, onRead);
  const tabs = useParts({ measure, doc, plan, asked, onOpen: setOpen, onChanged });
  useFaultyPart(doc, part, setPart);
  const write = () => {
    setPart("logbuch");
    setAsked(asked + 1);
  };
  const unsaved = unsavedPart(doc, plan, part);
  return (
    <Page
      screen={SCREEN}
      title={useTitle(measure)}
      actions={<Actions number={measure.number} onPreview={() => setPreviews(true)} />}
    >
      <State measure={measure} />
      {may("measures.edit") && <Due measure={measure} onOpen={setOpen} onPart={setPart} onWrite={write} />}
      {unsaved && <Unsaved onShow={() => setPart(unsaved)} />}
      <Parts tabs={tabs} part={part} onPart={setPart} />
      {open && (
        <StepDrawer step={open} measure={measure} onClose={() => setOpen(null)} onChanged={onChanged} />
      )}
      {previews && (
        <PreviewDrawer
          measure={measure}
          values={doc.form.values}
          plan={plan.form.values}
          unsaved={doc.form.dirty.length + plan.form.dirty.length > 0}
          onClose={() => setPreviews(false)}
        />
      )}
    </Page>
  );
}

function useTitle(measure: MeasureDocument): string {
  const { lang } = useTexts();
  return `${measure.number} ${spoken(measure.title, lang).text}`;
}

function Parts({ tabs, part, onPart }: { tabs: Tab[]; part: string; onPart: (part: string) => void }) {
  const { t } = useTexts();
  return <Tabs label={t("measures.parts")} tabs={tabs} selected={part} onSelect={onPart} />;
}

interface ActionsProps {
  number: number;
  onPreview: () => void;
}

function Actions({ number, onPreview }: ActionsProps) {
  const { t } = useTexts();
  return (
    <>
      <button type="button" class="button button-small" onClick={onPreview}>
        {t("measures.preview")}
      </button>
      <a class="button button-small" href={`/team/massnahmen/${number}/sachstand`}>
        {t("measures.report_page")}
      </a>
    </>
  );
}

function State({ measure: { status, progress } }: { measure: MeasureDocument }) {
  const { t } = useTexts();
  const { value, done, total } = progress;
  return (
    <p class="measure-state">
      <StatusBadge status={status} />
      <span>{value === null ? t("progress.none") : t("progress.done", { done, total })}</span>
    </p>
  );
}

/** When the server refuses something in another part of the form, that part is shown. */
function useFaultyPart(doc: DocumentState<MeasureValues>, part: string, setPart: (part: string) => void) {
  const faulty = Object.keys(doc.form.faults).find(Boolean);
  useEffect(() => {
    if (faulty && partOf(faulty) !== part && FORM.includes(part)) setPart(partOf(faulty));
  }, [faulty]);
}

/** A part that holds changes nobody saved while another one is shown. */
function unsavedPart(doc: DocumentState<MeasureValues>, plan: DocumentState<PlanValues>, part: string) {
  const [first] = doc.form.dirty;
  if (first && !FORM.includes(part)) return partOf(first);
  return plan.form.dirty.length > 0 && part !== "plan" ? "plan" : null;
}

interface PartsWish {
  measure: MeasureDocument;
  doc: DocumentState<MeasureValues>;
  plan: DocumentState<PlanValues>;
  /** How often somebody asked to write into the logbook. */
  asked: number;
  onOpen: (step: Step) => void;
  onChanged: () => void;
}

/** The parts of the page, as far as the person may see them. */
function useParts(wish: PartsWish): Tab[] {
  const { measure, plan, onOpen, onChanged } = wish;
  const { t } = useTexts();
  const may = useMay();
  const mayEdit = may("measures.edit");
  const logbook = useLogbookPart(wish);
  return [
    {
      key: "stand",
      label: t("measures.part_steps"),
      count: measure.overdue || undefined,
      content: () => <Steps measure={measure} may={mayEdit} onOpen={onOpen} onChanged={onChanged} />,
    },
    ...logbook,
    {
      key: "plan",
      label: t("measures.part_plan"),
      content: () => (
        <div class="stack">
          <Plan plan={plan} measure={measure} may={mayEdit} onOpen={onOpen} />
          {mayEdit && <NewStep measure={measure} kind="phase" onMade={onChanged} />}
        </div>
      ),
    },
    ...useFormParts(wish, mayEdit),
  ];
}

function useLogbookPart({ measure, asked, onChanged }: PartsWish): Tab[] {
  const { t } = useTexts();
  const mayLog = useMay()("logbook.edit");
  const path = { number: measure.number };
  const entries = useList("/staff/measures/{number}/logbook", mayLog ? { path } : null);
  const logged = useCallback(() => {
    entries.reload();
    onChanged();
  }, [entries.reload, onChanged]);
  const content = () => <LogbookPart measure={measure} entries={entries} asked={asked} onChanged={logged} />;
  return mayLog ? [{ key: "logbuch", label: t("measure.logbook"), content }] : [];
}

function useFormParts({ measure, doc }: PartsWish, may: boolean): Tab[] {
  const { t } = useTexts();
  const labels = useLabels();
  const shared = { of: doc, labels, disabled: !may };
  const part = (key: string, label: string, Part: typeof TextsPart): Tab => ({
    key,
    label,
    content: () => (
      <MeasureForm of={doc} number={measure.number} labels={labels} may={may}>
        <Part {...shared} />
      </MeasureForm>
    ),
  });
  return [
    part("texte", t("measures.part_texts"), TextsPart),
    part("angaben", t("measures.part_details"), DetailsPart),
    part("abschluss", t("measures.part_end"), EndPart),
  ];
}

type StepsProps = Parameters<typeof Milestones>[0];

/** Milestones first where there are any. */
function Steps(props: StepsProps) {
  const milestones = props.measure.steps.some(({ kind }) => kind === "milestone");
  return (
    <div class="stack">
      {milestones && <Milestones {...props} />}
      <Activities {...props} />
      {!milestones && <Milestones {...props} />}
    </div>
  );
}
