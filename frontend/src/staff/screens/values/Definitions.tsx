import { useTexts } from "../../../i18n/staffTexts";
import { DataList } from "../../../ui/DataList/DataList";
import { Local } from "../../../ui/Local/Local";
import { useList } from "../../api/useList";
import { LoadList } from "../../Load";
import { roleName } from "../../roleName";
import { localIn } from "../../said";
import { Page } from "../../shell/Page";
import { type BenchmarkKind, benchmarkIn, type Definition, newest } from "../../values/definitionWords";

/** Every indicator: who brings its values, when they are due, where it starts and is to lead. */
export default function Definitions() {
  const i18n = useTexts();
  const { t, lang } = i18n;
  const list = useList("/staff/indicators", {});
  const benchmarks = useList("/staff/benchmarks", {});
  const benchmark = (kind: BenchmarkKind) => (row: Definition) => {
    if (row.derived || benchmarks.state !== "ready") return "–";
    const found = newest(benchmarks.items, row.code, kind);
    return found ? benchmarkIn(found, i18n) : <span class="muted">{t("definitions.not_set")}</span>;
  };
  return (
    <Page screen="/team/indikatoren" intro={t("definitions.intro")}>
      <LoadList of={list}>
        {(rows) => (
          <DataList
            caption={t("team.definitions")}
            rows={rows}
            rowKey={({ code }) => code}
            empty={<p class="note">{t("definitions.none")}</p>}
            columns={[
              {
                key: "code",
                label: t("values.indicator"),
                sort: ({ code }) => code,
                cell: ({ code, text }) => (
                  <a href={`/team/indikatoren/${code}`}>
                    {code} <Local text={localIn(text, lang)} />
                  </a>
                ),
              },
              {
                key: "responsible",
                label: t("definitions.responsible"),
                sort: ({ responsible }) => roleName(responsible, t),
                cell: ({ responsible }) => roleName(responsible, t),
              },
              {
                key: "due",
                label: t("definitions.due_days"),
                end: true,
                sort: ({ due_days }) => due_days,
                cell: ({ due_days }) => due_days,
              },
              { key: "baseline", label: t("definitions.baseline"), cell: benchmark("baseline") },
              { key: "target", label: t("definitions.target"), cell: benchmark("target") },
            ]}
          />
        )}
      </LoadList>
    </Page>
  );
}
