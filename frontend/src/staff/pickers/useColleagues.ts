import { useTexts } from "../../i18n/staffTexts";
import type { Option } from "../../ui/Choice/Choice";
import { useRead } from "../api/useRead";
import { useSigned } from "../session/session";

/** Everybody who can sign in, by account: oneself first, as "me". */
export function useColleagues(): Option[] {
  const { t } = useTexts();
  const { me } = useSigned();
  const read = useRead("/staff/colleagues", {});
  const others = read.state === "ready" ? read.data.items : [];
  return [
    { value: me.key.replace("account:", ""), label: t("team.me", { name: me.name }) },
    ...others.map(({ account, name }) => ({ value: String(account), label: name })),
  ];
}
