import { useResource } from "../../api/resource";
import type { County } from "../../api/types";
import { useI18n } from "../../i18n/i18n";
import { Await } from "../../ui/Await/Await";
import { Address } from "../parts/Address";
import { PageHead } from "../parts/PageHead";
import { useSite, useTitle } from "../site";

const NEEDED = ["street", "town", "email", "phone", "represented_by"] as const;

function Texts({ county }: { county: County }) {
  const { t, list } = useI18n();
  const { imprint } = county;
  const map = useResource("/api/v1/areas.geojson", { query: { level: "municipality" } });
  const missing = NEEDED.filter((field) => !imprint[field]);
  return (
    <>
      <PageHead title={t("imprint.title")} />
      <div class="wide stack page-body">
        <section class="stack">
          <h2>{t("imprint.provider")}</h2>
          <Address imprint={imprint} />
          {imprint.represented_by && <p>{t("imprint.represented", { name: imprint.represented_by })}</p>}
          {missing.length > 0 && (
            <div class="note note-warm">
              <p>
                <strong>{t("imprint.missing")}</strong>
              </p>
              <p>
                {t("imprint.missing_text", {
                  fields: list(missing.map((field) => t(`imprint.field_${field}`))),
                })}
              </p>
            </div>
          )}
        </section>
        <section class="stack">
          <h2>{t("imprint.map_rights")}</h2>
          <Await of={map} lines={1} quiet>
            {({ attribution }) => <p lang="de">{attribution}</p>}
          </Await>
        </section>
        <section class="stack">
          <h2>{t("imprint.software")}</h2>
          <p class="text">{t("imprint.software_text")}</p>
        </section>
      </div>
    </>
  );
}

export default function Imprint() {
  const site = useSite();
  useTitle("title.imprint");
  return <Await of={site}>{(county) => <Texts county={county} />}</Await>;
}
