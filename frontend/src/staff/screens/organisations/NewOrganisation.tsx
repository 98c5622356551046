import { NewScreen } from "../../organisations/NewScreen";

export default function NewOrganisation() {
  return <NewScreen screen="/team/organisationen/neue" offices={false} />;
}
