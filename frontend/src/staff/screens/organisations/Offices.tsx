import { ListScreen } from "../../organisations/ListScreen";

export default function Offices() {
  return <ListScreen screen="/team/aemter" offices={true} />;
}
