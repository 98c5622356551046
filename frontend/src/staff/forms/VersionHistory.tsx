import { useTexts } from "../../i18n/staffTexts";
import { type Earlier, History } from "../../ui/History/History";
import { useSay } from "../../ui/Toast/Toast";
import { problemIn } from "../api/client";
import { useRead } from "../api/useRead";
import { sentenceFor } from "./faults";
import { inWords } from "./inWords";

/** Which object: as the audit trail names it. */
export interface Subject {
  object_type: string;
  object_key: string;
}

/** What belongs to a document but is not edited in it: its history is told, and never taken back. */
export interface Fixed {
  values: Record<string, unknown>;
  labels: Record<string, string>;
  say: (name: string, value: unknown) => string;
}

interface VersionHistoryProps<V extends object> {
  of: Subject;
  /** The values stored now. */
  values: V;
  labels: Record<string, string>;
  names: Record<string, string>;
  fixed?: Fixed | undefined;
  onRestore: (values: Partial<V>) => Promise<void>;
  onClose: () => void;
}

interface StoredVersion {
  revision: number;
  replaced_at: string;
  replaced_by: string;
  replaced_by_name: string | null;
  values: Record<string, unknown>;
}

/** The values of each version with those that replaced them: `after` of a field is its next newer value. */
function withAfter(versions: readonly StoredVersion[], now: Record<string, unknown>) {
  const newer = { ...now };
  return [...versions]
    .sort((a, b) => b.revision - a.revision)
    .map((version) => {
      const changes = Object.entries(version.values).map(([name, before]) => ({
        name,
        before,
        after: newer[name],
      }));
      Object.assign(newer, version.values);
      return { version, changes, at: { ...newer } };
    });
}

/** The history of a document, read from the server. */
export function VersionHistory<V extends object>(props: VersionHistoryProps<V>) {
  const { of, values, labels, names, fixed, onRestore, onClose } = props;
  const i18n = useTexts();
  const say = useSay();
  const read = useRead("/staff/versions", { query: { ...of } });
  const steps =
    read.state === "ready"
      ? withAfter(read.data.items as StoredVersion[], { ...fixed?.values, ...values })
      : [];
  const isFixed = (name: string) => fixed !== undefined && name in fixed.values;
  const spoken = (name: string, value: unknown) =>
    (isFixed(name) && fixed?.say(name, value)) || inWords(value, i18n, names);
  const versions: Earlier[] = steps.map(({ version, changes }) => ({
    revision: version.revision,
    replaced_at: version.replaced_at,
    replaced_by:
      version.replaced_by_name ??
      i18n.t(version.replaced_by.startsWith("system:") ? "kit.by_system" : "kit.by_gone"),
    // A version holds every value of then: what the form does not know, or what stayed, is no change.
    changes: changes
      .filter(({ name }) => name in values || isFixed(name))
      .map(({ name, before, after }) => ({
        name,
        label: labels[name] ?? fixed?.labels[name] ?? name,
        before: spoken(name, before),
        after: spoken(name, after),
      }))
      .filter(({ before, after }) => before !== after),
  }));
  const restore = async ({ revision }: Earlier) => {
    const then = steps.find(({ version }) => version.revision === revision)?.at ?? {};
    const known = Object.fromEntries(Object.entries(then).filter(([name]) => name in values)) as Partial<V>;
    try {
      await onRestore(known);
      onClose();
    } catch (error) {
      say({ text: sentenceFor(problemIn(error), i18n.t), kind: "danger" });
      throw error;
    }
  };
  const loading = read.state === "loading" ? <p role="status">{i18n.t("site.loading")}</p> : null;
  const failed = read.state === "error" ? <p role="alert">{sentenceFor(read.problem, i18n.t)}</p> : null;
  return (
    <History versions={versions} onRestore={restore} onClose={onClose}>
      {loading ?? failed}
    </History>
  );
}
