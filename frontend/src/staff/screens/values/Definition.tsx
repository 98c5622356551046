import { useTexts } from "../../../i18n/staffTexts";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import type { ScreenProps } from "../../Screens";
import { saidIn } from "../../said";
import { Page } from "../../shell/Page";
import { Benchmarks } from "../../values/Benchmarks";
import { DefinitionForm } from "../../values/DefinitionForm";
import { Rules } from "../../values/Rules";

/** One indicator: where it starts and is to lead, the rules it is counted by, and its words. */
export default function Definition({ code }: ScreenProps<"code">) {
  const { t, lang } = useTexts();
  const read = useRead("/staff/indicators/{code}", { path: { code } });
  const data = read.state === "ready" ? read.data : null;
  return (
    <Page
      screen="/team/indikatoren/:code"
      title={data ? t("definitions.title", { code: data.code, text: saidIn(data.text, lang) }) : undefined}
      actions={
        data && (
          <>
            <a class="button button-small" href={`/team/werte?view=all&indicator=${data.code}`}>
              {t("definitions.to_values")}
            </a>
            <a
              class="button button-small"
              href={`/${lang}/indikatoren/${data.code}`}
              target="_blank"
              rel="noopener"
            >
              {t("definitions.as_visitor")}
            </a>
          </>
        )
      }
    >
      <Load of={read}>
        {(definition) => (
          <>
            {!definition.derived && <Benchmarks definition={definition} />}
            <Rules definition={definition} />
            <h2>{t("definitions.words")}</h2>
            <DefinitionForm key={code} read={{ data: definition, etag: read.etag }} put={read.put} />
          </>
        )}
      </Load>
    </Page>
  );
}
