import { useTexts } from "../../i18n/staffTexts";
import { Choice } from "../../ui/Choice/Choice";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { DataList } from "../../ui/DataList/DataList";
import { DateField } from "../../ui/DateField/DateField";
import { ErrorSummary } from "../../ui/ErrorSummary/ErrorSummary";
import { useSay } from "../../ui/Toast/Toast";
import { api } from "../api/client";
import { useRead } from "../api/useRead";
import { summaryOf, useForm, useSubmit } from "../forms/useForm";
import { Load } from "../Load";
import { today } from "../today";
import { useAct } from "../useAct";

/** Who stands in for one, and for whom one stands in. */
export function Deputies() {
  const { t, day } = useTexts();
  const act = useAct();
  const read = useRead("/me/deputies", {});
  const end = (number: number) =>
    act(async () => {
      await api.delete("/me/deputies/{number}", { path: { number } });
      read.reload();
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
                { key: "until", label: t("account.role_until"), cell: (row) => day(row.valid_to) },
                {
                  key: "act",
                  label: t("account.action"),
                  cell: (row) => (
                    <ConfirmButton
                      label={t("account.deputy_end")}
                      title={t("account.deputy_end")}
                      onConfirm={() => end(row.id)}
                    >
                      <p>{t("account.deputy_end_text", { name: row.name })}</p>
                    </ConfirmButton>
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

function Appoint({ colleagues, done }: AppointProps) {
  const { t } = useTexts();
  const say = useSay();
  const form = useForm<{ account: string; valid_to: string | null }>({ account: "", valid_to: null });
  const send = ({ account, valid_to }: typeof form.values) =>
    api.post("/me/deputies", { body: { account: Number(account), valid_to: valid_to ?? "" } });
  const { busy, onSubmit } = useSubmit(form, send, () => {
    form.reset({ account: "", valid_to: null });
    say(t("kit.saved"));
    done();
  });
  if (colleagues.length === 0) return <p class="muted">{t("account.colleagues_none")}</p>;
  const labels = { account: t("account.deputy_who"), valid_to: t("account.deputy_until") };
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <h2>{t("account.deputy_new")}</h2>
      <ErrorSummary items={summaryOf(form.faults, labels)} />
      <div class="form-row">
        <Choice
          {...form.field("account")}
          label={labels.account}
          as="list"
          none={t("account.choose")}
          options={colleagues.map(({ account, name }) => ({ value: String(account), label: name }))}
        />
        <DateField {...form.field("valid_to")} label={labels.valid_to} min={today()} />
      </div>
      <div class="form-actions">
        <button
          type="submit"
          class="button button-main"
          disabled={busy || !form.values.account || !form.values.valid_to}
        >
          {t("account.deputy_make")}
        </button>
      </div>
    </form>
  );
}
