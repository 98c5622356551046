import { useLocation } from "preact-iso";
import { useTexts } from "../../../i18n/staffTexts";
import { ConfirmButton } from "../../../ui/ConfirmButton/ConfirmButton";
import { api } from "../../api/client";
import { useRead } from "../../api/useRead";
import { Load } from "../../Load";
import { LetterForm } from "../../outreach/LetterForm";
import { Recipients } from "../../outreach/Recipients";
import type { ScreenProps } from "../../Screens";
import { Page } from "../../shell/Page";
import { useAct } from "../../useAct";

/** A letter to many: the template, and whom it goes to. */
export default function Letter({ number }: ScreenProps<"number">) {
  const { t } = useTexts();
  const { route } = useLocation();
  const act = useAct();
  const path = { number: Number(number) };
  const read = useRead("/staff/letters/{number}", { path });
  const remove = () =>
    act(
      () => api.delete("/staff/letters/{number}", { path, seen: read.etag }),
      t("outreach.letter_deleted"),
    ).then(() => route("/team/ansprache/briefe"));
  return (
    <Page
      screen="/team/ansprache/briefe/:number"
      title={read.state === "ready" ? read.data.name : undefined}
      actions={
        read.state === "ready" && (
          <ConfirmButton label={t("kit.delete")} title={t("outreach.letter_delete_title")} onConfirm={remove}>
            <p>{t("outreach.letter_delete_text")}</p>
          </ConfirmButton>
        )
      }
    >
      <Load of={read}>
        {(data) => (
          <>
            <LetterForm key={data.id} read={{ data, etag: read.etag }} put={read.put} />
            <Recipients letter={data} />
          </>
        )}
      </Load>
    </Page>
  );
}
