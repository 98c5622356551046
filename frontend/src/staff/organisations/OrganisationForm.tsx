import { useTexts } from "../../i18n/staffTexts";
import { Fold } from "../../ui/Fold/Fold";
import type { Read } from "../api/operations";
import { DocumentForm } from "../forms/DocumentForm";
import type { DocumentState } from "../forms/useDocument";
import { today } from "../today";
import { useLabels, useNames } from "./labels";
import type { OrganisationDocument, OrganisationValues } from "./model";
import { Hours, Reach, State, What, Where } from "./Parts";
import { useConfirmation, useOrganisation } from "./useOrganisation";
import { useSummaries } from "./useSummaries";
import "./Hours.css";

interface OrganisationFormProps {
  read: Read<OrganisationDocument>;
  put: (read: Read<OrganisationDocument>) => void;
}

/** Everything staff may change about an organisation or office. */
export function OrganisationForm({ read, put }: OrganisationFormProps) {
  const { t } = useTexts();
  const { data } = read;
  const labels = useLabels();
  const about = useSummaries(data);
  const doc = useOrganisation(read, put);
  const fields = { form: doc.form, labels };
  return (
    <DocumentForm
      of={doc}
      labels={labels}
      names={useNames(data)}
      history={{ object_type: "organisation", object_key: data.key }}
    >
      <Confirmation of={doc} />
      <Fold title={t("places.part_what")} about={about.what}>
        <What {...fields} kind={data.kind} />
      </Fold>
      <Fold title={t("places.part_where")} about={about.where}>
        <Where {...fields} />
      </Fold>
      <Fold title={t("places.part_reach")} about={about.reach}>
        <Reach {...fields} />
      </Fold>
      <Fold title={labels.opening_hours} about={about.hours}>
        <Hours {...fields} />
      </Fold>
      <Fold title={t("places.part_state")} about={about.state}>
        <State {...fields} part={data.part_of} />
      </Fold>
    </DocumentForm>
  );
}

/** When somebody last checked everything, and one click that says: it is right. */
function Confirmation({ of }: { of: DocumentState<OrganisationValues> }) {
  const { t, day } = useTexts();
  const confirm = useConfirmation(of);
  const last = of.form.base.confirmed_on;
  return (
    <div class="confirmation">
      <p>{last ? t("places.confirmed_at", { date: day(last) }) : t("places.never_confirmed")}</p>
      {of.form.values.confirmed_on !== today() && (
        <button type="button" class="button button-small" disabled={of.busy} onClick={confirm}>
          {t("places.confirm")}
        </button>
      )}
    </div>
  );
}
