import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useTexts } from "../../i18n/staffTexts";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { api, problemIn } from "../api/client";
import type { AnswerOf } from "../api/operations";
import { sentenceFor } from "../forms/faults";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { roleName } from "../roleName";
import { PASSWORD_WORDS } from "./passwordWords";
import type { SessionState } from "./session";

/** The token of an invitation link (`/team/einladung#TOKEN`); it goes from the address at once, so that no history keeps it. */
export function invitationToken(): string | null {
  if (location.pathname !== "/team/einladung" || location.hash.length < 2) return null;
  const token = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", "/team/einladung");
  return token;
}

type Invited = AnswerOf<"/session/invitation-look", "post">;

interface InvitationProps {
  token: string;
  accept: (session: SessionState) => Promise<void>;
}

/** Taking up an invitation: who invited is shown, name and password are set. */
export function Invitation({ token, accept }: InvitationProps) {
  const { t } = useTexts();
  const [invited, setInvited] = useState<Invited | null>(null);
  const [refused, setRefused] = useState("");
  useEffect(() => {
    api.post("/session/invitation-look", { body: { token } }).then(
      ({ data }) => setInvited(data),
      (error: unknown) => {
        const problem = problemIn(error);
        setRefused(
          problem.status === 0 || problem.status >= 500 ? sentenceFor(problem, t) : t("team.invitation_over"),
        );
      },
    );
  }, [token]);
  if (refused) return <p class="note note-danger">{refused}</p>;
  if (!invited) return <p role="status">{t("site.loading")}</p>;
  return <Accept invited={invited} token={token} accept={accept} />;
}

function Accept({ invited, token, accept }: InvitationProps & { invited: Invited }) {
  const { t } = useTexts();
  const { route } = useLocation();
  const form = useForm({ name: invited.name, password: "" });
  const send = (values: { name: string; password: string }) =>
    api.post("/session/invitation", { body: { token, ...values } });
  const done = async ({ data }: { data: SessionState }) => {
    route("/team", true);
    await accept(data);
  };
  const { busy, onSubmit } = useSubmit(form, send, (answer) => void done(answer), PASSWORD_WORDS);
  const labels = { name: t("team.your_name"), password: t("team.new_password") };
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <p>{t("team.invitation_text", { roles: invited.roles.map((role) => roleName(role, t)).join(", ") })}</p>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <TextField
        name="email"
        label={t("team.email")}
        type="email"
        value={invited.email}
        onChange={() => undefined}
        disabled
        autocomplete="username"
      />
      <TextField {...form.field("name")} label={labels.name} autocomplete="name" required />
      <TextField
        {...form.field("password")}
        label={labels.password}
        hint={t("team.password_hint")}
        type="password"
        autocomplete="new-password"
        required
      />
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {t("team.invitation_accept")}
        </button>
      </div>
    </form>
  );
}

/** An invitation opened where somebody is signed in: it is for whoever got the mail, so they sign out first. */
export function InvitationMeetsAccount({ name, leave }: { name: string; leave: () => Promise<void> }) {
  const { t } = useTexts();
  return (
    <>
      <p>{t("team.invitation_other", { name })}</p>
      <button type="button" class="button button-main" onClick={() => void leave()}>
        {t("team.invitation_leave")}
      </button>
    </>
  );
}
