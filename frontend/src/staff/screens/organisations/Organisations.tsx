import { ListScreen } from "../../organisations/ListScreen";

export default function Organisations() {
  return <ListScreen screen="/team/organisationen" offices={false} />;
}
