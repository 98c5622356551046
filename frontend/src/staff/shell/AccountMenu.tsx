import { useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import { roleName } from "../roleName";
import { useSigned } from "../session/session";

/** Who is signed in; own account, access for programs, sign out. */
export function AccountMenu() {
  const { t } = useTexts();
  const { me, signOut } = useSigned();
  const ref = useRef<HTMLDetailsElement>(null);
  const close = () => ref.current?.removeAttribute("open");
  return (
    <details
      class="account-menu"
      ref={ref}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        close();
        ref.current?.querySelector("summary")?.focus();
      }}
      onFocusOut={(event) => {
        if (event.relatedTarget && !ref.current?.contains(event.relatedTarget as Node)) close();
      }}
    >
      <summary>
        <span class="visually-hidden">{t("team.signed_in_as")} </span>
        {me.name}
      </summary>
      <div class="account-panel">
        <p class="small muted">{[...new Set(me.roles.map(({ role }) => roleName(role, t)))].join(", ")}</p>
        <ul class="bare">
          <li>
            <a href="/team/konto" onClick={close}>
              {t("team.account")}
            </a>
          </li>
          <li>
            <a href="/team/token" onClick={close}>
              {t("team.tokens")}
            </a>
          </li>
          <li>
            <button type="button" onClick={() => void signOut()}>
              {t("team.sign_out")}
            </button>
          </li>
        </ul>
      </div>
    </details>
  );
}
