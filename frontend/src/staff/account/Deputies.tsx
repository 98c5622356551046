import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DataList } from "../../ui/DataList/DataList";
import { DateField } from "../../ui/DateField/DateField";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { TextField } from "../../ui/TextField/TextField";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { useRead } from "../api/useRead";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { Load } from "../Load";
import { useSigned } from "../session/session";
import { today } from "../today";
import { useAct } from "../useAct";

/** Who stands in for one, and for whom one stands in. */
export function Deputies() {
  const { t, day } = useTexts();
  const act = useAct();
  const { reload } = useSigned();
  const read = useRead("/me/deputies", {});
  const end = (number: number) =>
    act(async () => {
      await api.delete("/me/deputies/{number}", { path: { number } });
      read.reload();
    });
  const accept = (number: number) =>
    act(async () => {
      await api.post("/me/deputies/{number}/acceptance", { path: { number }, body: {} });
      read.reload();
      await reload();
    });
  return (
    <div class="stack">
      <p class="text">{t("account.deputies_text")}</p>
      <Load of={read}>
        {({ items, colleagues }) => (
          <div class="stack">
            <DataList
              caption={t("account.tab_deputies")}
              rows={items}
              rowKey={(row) => row.id}
              empty={t("account.deputies_none")}
              columns={[
                { key: "name", label: t("account.name"), cell: (row) => row.name },
                {
                  key: "how",
                  label: t("account.deputy_how"),
                  cell: (row) => t(row.given ? "account.deputy_given" : "account.deputy_taken"),
                },
                {
                  key: "state",
                  label: t("account.deputy_state"),
                  cell: (row) => t(row.accepted ? "account.deputy_agreed" : "account.deputy_waiting"),
                },
                { key: "from", label: t("account.deputy_from"), cell: (row) => day(row.valid_from) },
                { key: "until", label: t("account.role_until"), cell: (row) => day(row.valid_to) },
                {
                  key: "act",
                  label: t("account.action"),
                  cell: (row) => (
                    <>
                      {!row.given && !row.accepted && (
                        <ConfirmButton
                          label={t("account.deputy_accept")}
                          title={t("account.deputy_accept")}
                          harmless
                          onConfirm={() => accept(row.id)}
                        >
                          <p>{t("account.deputy_accept_text", { name: row.name })}</p>
                        </ConfirmButton>
                      )}
                      <ConfirmButton
                        label={t("account.deputy_end")}
                        title={t("account.deputy_end")}
                        onConfirm={() => end(row.id)}
                      >
                        <p>{t("account.deputy_end_text", { name: row.name })}</p>
                      </ConfirmButton>
                    </>
                  ),
                },
              ]}
            />
            <Appoint colleagues={colleagues} done={read.reload} />
          </div>
        )}
      </Load>
    </div>
  );
}

interface AppointProps {
  colleagues: readonly { account: number; name: string }[];
  done: () => void;
}

const EMPTY = { account: "", email: "", valid_from: null as string | null, valid_to: null as string | null };

/** Somebody with the same role is chosen from the list, anybody else by mail address. */
function Appoint({ colleagues, done }: AppointProps) {
  const { t } = useTexts();
  const say = useSay();
  const form = useForm(EMPTY);
  const send = ({ account, email, valid_from, valid_to }: typeof EMPTY) =>
    api.post("/me/deputies", {
      body: { ...(account ? { account: Number(account) } : { email }), valid_from, valid_to: valid_to ?? "" },
    });
  const sent = () => {
    form.reset(EMPTY);
    say(t("account.deputy_sent"));
    done();
  };
  const { busy, onSubmit } = useSubmit(form, send, sent, { unknown_account: "account.deputy_nobody" });
  const { account, email, valid_to } = form.values;
  const labels = {
    account: t("account.deputy_who"),
    email: t("team.email"),
    valid_from: t("account.deputy_from"),
    valid_to: t("account.deputy_until"),
  };
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <h2>{t("account.deputy_new")}</h2>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <div class="form-row">
        {colleagues.length > 0 && (
          <Choice
            {...form.field("account")}
            label={labels.account}
            as="list"
            none={t("account.deputy_other")}
            options={colleagues.map(({ account, name }) => ({ value: String(account), label: name }))}
          />
        )}
        {!account && (
          <TextField
            {...form.field("email")}
            label={labels.email}
            hint={t("account.deputy_mail_hint")}
            type="email"
          />
        )}
      </div>
      <div class="form-row">
        <DateField {...form.field("valid_from")} label={labels.valid_from} min={today()} />
        <DateField {...form.field("valid_to")} label={labels.valid_to} min={today()} />
      </div>
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={busy || !(account || email) || !valid_to}>
          {t("account.deputy_make")}
        </button>
      </div>
    </form>
  );
}
