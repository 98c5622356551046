import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { DataTable } from "../../ui/DataTable/DataTable";
import { Select } from "../../ui/Select/Select";
import { saveFile } from "../../ui/saveFile";
import { csvOf } from "./csv";
import { faultIn } from "./faultWords";
import type { Fault } from "./types";

/** How many are shown at once; the download has them all. */
const AT_ONCE = 100;

interface FaultTableProps {
  caption: string;
  faults: readonly Fault[];
  /** Name of the file of a download. */
  name: string;
}

/** Everything that is wrong with a file, by line: to be filtered by what it is, and taken along as a file. */
export function FaultTable({ caption, faults, name }: FaultTableProps) {
  const i18n = useTexts();
  const { t } = i18n;
  const [kind, setKind] = useState("");
  const [most, setMost] = useState(AT_ONCE);
  const words = (fault: Fault) => faultIn(fault.code, i18n);
  const kinds = [...new Set(faults.map(words))].sort();
  const chosen = faults.filter((fault) => !kind || words(fault) === kind);
  const heads = [t("imports.line"), t("imports.column"), t("imports.value"), t("imports.what")];
  const download = () => {
    const rows = chosen.map((fault) => [fault.line, fault.column, fault.value, words(fault)]);
    saveFile(csvOf([heads, ...rows]), `${name}.csv`);
  };
  return (
    <div class="stack">
      {kinds.length > 1 && (
        <Select
          label={t("imports.filter")}
          value={kind}
          onChange={setKind}
          options={[
            { value: "", label: t("imports.filter_all", { count: faults.length }) },
            ...kinds.map((one) => ({ value: one, label: one })),
          ]}
        />
      )}
      <DataTable
        caption={caption}
        rows={chosen.slice(0, most)}
        columns={[
          { key: "line", label: heads[0] ?? "", kind: "number", value: (row) => row.line },
          { key: "column", label: heads[1] ?? "", kind: "text", value: (row) => row.column },
          { key: "value", label: heads[2] ?? "", kind: "text", value: (row) => row.value },
          { key: "what", label: heads[3] ?? "", kind: "text", value: words },
        ]}
      />
      <div class="form-actions">
        {chosen.length > most && (
          <button type="button" class="button button-small" onClick={() => setMost(most + AT_ONCE)}>
            {t("imports.more", { count: chosen.length - most })}
          </button>
        )}
        <button type="button" class="button button-small" onClick={download}>
          {t("imports.download")}
        </button>
      </div>
    </div>
  );
}
