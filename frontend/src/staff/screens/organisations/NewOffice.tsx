import { NewScreen } from "../../organisations/NewScreen";

export default function NewOffice() {
  return <NewScreen screen="/team/aemter/neu" offices={true} />;
}
