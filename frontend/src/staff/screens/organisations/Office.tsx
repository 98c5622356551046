import { OrganisationScreen } from "../../organisations/OrganisationScreen";
import type { ScreenProps } from "../../Screens";

export default function Office({ office }: ScreenProps<"office">) {
  return <OrganisationScreen key={office} screen="/team/aemter/:office" organisation={office} />;
}
