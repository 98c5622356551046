import { useTexts } from "../../i18n/staffTexts";
import { ConfirmButton } from "../../ui/ConfirmButton/ConfirmButton";
import { type Column, DataTable } from "../../ui/DataTable/DataTable";
import { api } from "../api/client";
import { useMay } from "../session/session";
import { useAct } from "../useAct";
import { type CameInOf, dayAfter, type EventSheets, meanOf } from "./types";

interface CameInProps {
  sheets: EventSheets;
  /** A comment was deleted. */
  onDone: () => void;
}

/** What came in, once nobody answers any more. */
export function CameIn({ sheets, onDone }: CameInProps) {
  const { t, day } = useTexts();
  const { came_in, last_day } = sheets;
  return (
    <section class="stack no-print">
      <h2>{t("sheets.came_in")}</h2>
      {came_in ? (
        <>
          <p>{t("sheets.arrived", { count: came_in.sheets })}</p>
          <Line of={came_in} group="gender" />
          <Line of={came_in} group="migration_background" />
          <p class="small muted">{t("sheets.where_to")}</p>
          <Grades of={came_in} />
          <Comments sheets={sheets} comments={came_in.comments} onDone={onDone} />
        </>
      ) : (
        <p class="note">
          {last_day ? t("sheets.came_in_later", { day: day(dayAfter(last_day)) }) : t("sheets.no_dates")}
        </p>
      )}
    </section>
  );
}

function Line({ of, group }: { of: CameInOf; group: "gender" | "migration_background" }) {
  const { t } = useTexts();
  const title = t(group === "gender" ? "sheets.gender" : "sheets.background");
  const line = of[group];
  if (line === null) return <p class="note">{t("sheets.hidden", { line: title, least: of.least })}</p>;
  const word = (code: string) => {
    if (code === "not_stated") return t("sheets.not_stated");
    return t(`sheets.${group === "gender" ? "gender" : "background"}_${code}` as "sheets.gender_f");
  };
  return (
    <DataTable
      caption={title}
      columns={[
        { key: "answer", label: t("sheets.answer"), kind: "text", value: ([code]) => word(code) },
        { key: "many", label: t("sheets.how_many"), kind: "number", value: ([, many]) => many },
      ]}
      rows={Object.entries(line)}
    />
  );
}

type Result = CameInOf["questions"][number];

function Grades({ of }: { of: CameInOf }) {
  const { t } = useTexts();
  const columns: Column<Result>[] = [
    {
      key: "question",
      label: t("sheets.question"),
      kind: "text",
      value: ({ question }) => t(`sheets.question_${question}` as "sheets.question_useful"),
    },
    { key: "answers", label: t("sheets.answers"), kind: "number", value: ({ answers }) => answers },
    ...[0, 1, 2, 3, 4].map(
      (place): Column<Result> => ({
        key: String(place),
        label: String(place + 1),
        kind: "number",
        value: ({ grades }) => grades?.[place] ?? null,
      }),
    ),
    {
      key: "mean",
      label: t("sheets.mean"),
      kind: "number",
      digits: 1,
      value: ({ grades }) => (grades ? meanOf(grades) : null),
    },
  ];
  return (
    <>
      <h3>{t("sheets.feedback")}</h3>
      <p class="muted">{t("sheets.feedback_about", { least: of.least })}</p>
      <DataTable caption={t("sheets.feedback")} columns={columns} rows={of.questions} />
    </>
  );
}

function Comments({ sheets, comments, onDone }: CameInProps & { comments: CameInOf["comments"] }) {
  const { t, day } = useTexts();
  const act = useAct();
  const may = useMay()("registrations.edit");
  return (
    <>
      <h3>{t("sheets.comments")}</h3>
      {comments.length === 0 && <p>{t("sheets.no_comments")}</p>}
      {comments.length > 0 && (
        <p class="muted">{t("sheets.comments_until", { day: day(sheets.comments_until) })}</p>
      )}
      <ul class="bare stack">
        {comments.map(({ id, text }) => (
          <li key={id} class="card stack">
            <p dir="auto">{text}</p>
            {may && (
              <ConfirmButton
                label={t("sheets.remove")}
                title={t("sheets.remove_title")}
                onConfirm={() =>
                  act(
                    () =>
                      api.delete("/staff/events/{number}/comments/{key}", {
                        path: { number: sheets.event, key: id },
                      }),
                    t("sheets.removed"),
                  ).then(onDone)
                }
              >
                <blockquote dir="auto">{text}</blockquote>
                <p>{t("sheets.remove_text")}</p>
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
