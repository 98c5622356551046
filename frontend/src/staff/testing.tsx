import { cleanup, render } from "@testing-library/preact";
import type { ComponentChildren } from "preact";
import { LocationProvider } from "preact-iso";
import { I18nContext } from "../i18n/i18n";
import type { StaffI18n } from "../i18n/staffTexts";
import { Toasts } from "../ui/Toast/Toast";
import { type Me, SignedContext } from "./session/session";

export { speakStaff } from "../ui/testing";

/** An invented person who is signed in. */
export const erika: Me = {
  key: "account:7",
  name: "Erika Mustermann",
  email: "erika@example.org",
  language: "de",
  revision: 1,
  roles: [
    { role: "project_manager", area: null, organisation: null, office: null, until: null, deputy_for: null },
  ],
  permissions: ["measures.read", "measures.edit"],
  factors: { totp: true, passkeys: [], recovery_codes_left: 10 },
  demo: false,
};

/** Renders a screen as the signed-in person sees it. */
export function showAs(me: Me, part: ComponentChildren, i18n: StaffI18n) {
  cleanup();
  const signed = { me, reload: async () => undefined, put: () => undefined, signOut: async () => undefined };
  return render(
    <LocationProvider>
      <I18nContext.Provider value={i18n as never}>
        <Toasts>
          <SignedContext.Provider value={signed}>{part}</SignedContext.Provider>
        </Toasts>
      </I18nContext.Provider>
    </LocationProvider>,
  );
}
