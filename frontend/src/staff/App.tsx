import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { LocationProvider } from "preact-iso";
import { direction, htmlLang, isLang, type Lang } from "../i18n/languages";
import { useTexts } from "../i18n/staffTexts";
import { Dialog } from "../ui/Dialog/Dialog";
import { Failure } from "../ui/Failure/Failure";
import { Toasts, useSay } from "../ui/Toast/Toast";
import { api } from "./api/client";
import { Screens } from "./Screens";
import { Enrolment } from "./session/Enrolment";
import { Interrupted } from "./session/Interrupted";
import { Invitation, InvitationMeetsAccount, invitationToken } from "./session/Invitation";
import { Proof } from "./session/Proof";
import { SignIn } from "./session/SignIn";
import { type SessionState, SignedContext } from "./session/session";
import { type SessionControl, useSession } from "./session/useSession";
import { IdleWarning } from "./shell/IdleWarning";
import { Outside } from "./shell/Outside";
import { Shell } from "./shell/Shell";
import { Texts } from "./Texts";

const KEPT = "wik.team.lang";

/** The language before anybody is signed in: chosen here earlier, or what the server wrote into the document. */
function firstLanguage(): Lang {
  const kept = localStorage.getItem(KEPT) ?? "";
  const { lang } = document.documentElement;
  return isLang(kept) ? kept : isLang(lang) ? lang : "de";
}

function useLanguage(control: SessionControl): [Lang, (lang: Lang) => void] {
  const [lang, setLang] = useState<Lang>(firstLanguage);
  const me = control.now.stage === "inside" ? control.now.me : null;
  useLayoutEffect(() => {
    if (me && isLang(me.language)) setLang(me.language);
  }, [me?.key]);
  useEffect(() => {
    document.documentElement.lang = htmlLang(lang);
    document.documentElement.dir = direction(lang);
    document.documentElement.dataset.lang = lang;
  }, [lang]);
  const choose = (next: Lang) => {
    localStorage.setItem(KEPT, next);
    setLang(next);
    if (me)
      void api.patch("/me", { body: { language: next }, seen: `"${me.revision}"` }).then(
        ({ data }) => control.putMe(data),
        () => undefined,
      );
  };
  return [lang, choose];
}

/** Says why the identity provider's sign-in did not work; the code is for the administration (docs/identity.md). */
function useRefusal() {
  const { t } = useTexts();
  const say = useSay();
  useEffect(() => {
    const code = new URLSearchParams(location.search).get("refused") ?? "";
    if (!/^[a-z_]{1,30}$/.test(code)) return;
    history.replaceState(null, "", location.pathname);
    say({ text: t("team.provider_refused", { code }), kind: "danger" });
  }, []);
}

function Stage({ control, onLanguage }: { control: SessionControl; onLanguage: (lang: Lang) => void }) {
  const { t } = useTexts();
  useRefusal();
  const [token, setToken] = useState(invitationToken);
  const { now, accept } = control;
  if (now.stage === "loading") return <p class="visually-hidden">{t("site.loading")}</p>;
  if (now.stage === "failed")
    return <Failure status={now.problem.status} retry={() => void control.again()} />;
  if (token !== null && now.stage === "outside") {
    const taken = (session: SessionState) => {
      setToken(null);
      return accept(session);
    };
    return (
      <Outside title={t("team.invitation")} onLanguage={onLanguage}>
        <Invitation token={token} accept={taken} />
      </Outside>
    );
  }
  if (now.stage === "outside") {
    const enrolment = now.session.state === "enrolment";
    return (
      <Outside title={t(enrolment ? "team.enrolment" : "team.sign_in_title")} onLanguage={onLanguage}>
        {enrolment ? (
          <Enrolment done={() => control.again()} signOut={control.signOut} />
        ) : (
          <SignIn session={now.session} accept={(session) => void accept(session)} />
        )}
      </Outside>
    );
  }
  if (token !== null) {
    return (
      <Outside title={t("team.invitation")} onLanguage={onLanguage}>
        <InvitationMeetsAccount name={now.me.name} leave={control.leave} />
      </Outside>
    );
  }
  const { me, session } = now;
  const reload = async () => control.putMe((await api.get("/me")).data);
  return (
    <SignedContext.Provider value={{ me, reload, put: control.putMe, signOut: control.signOut }}>
      <Shell onLanguage={onLanguage}>
        <Screens />
      </Shell>
      {control.interrupted === "ended" && (
        <Dialog title={t("team.again_title")}>
          <Interrupted control={control} />
        </Dialog>
      )}
      {control.interrupted === "proof" && (
        <Dialog title={t("team.proof_title")} onClose={control.giveUp}>
          <Proof control={control} email={me.email} />
        </Dialog>
      )}
      {control.interrupted === null && (
        <IdleWarning
          idleSeconds={session.idle_seconds}
          endsAt={now.endsAt}
          onStay={reload}
          onSignOut={() => void control.signOut()}
          onEnd={control.interrupt}
        />
      )}
    </SignedContext.Provider>
  );
}

export function App() {
  const control = useSession();
  const [lang, setLang] = useLanguage(control);
  return (
    <LocationProvider scope={/^\/team(\/|$)/}>
      <Texts lang={lang} groups={[]}>
        <Toasts>
          <Stage control={control} onLanguage={setLang} />
        </Toasts>
      </Texts>
    </LocationProvider>
  );
}
