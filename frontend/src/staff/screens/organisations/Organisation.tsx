import { OrganisationScreen } from "../../organisations/OrganisationScreen";
import type { ScreenProps } from "../../Screens";

export default function Organisation({ organisation }: ScreenProps<"organisation">) {
  return (
    <OrganisationScreen
      key={organisation}
      screen="/team/organisationen/:organisation"
      organisation={organisation}
    />
  );
}
