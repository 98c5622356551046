import { useTexts } from "../../i18n/staffTexts";
import { useRead } from "../api/useRead";
import { Load } from "../Load";
import { mayAny, useSigned } from "../session/session";
import { Page } from "../shell/Page";
import { Offers } from "../todo/Offers";
import { TodoList } from "../todo/TodoList";

/** Who has less than this open is also told what there is to do. */
const LITTLE = 6;

/** The start page: what is due, stale or waiting for the person, one click each. */
export default function Todo() {
  const { t } = useTexts();
  const { me } = useSigned();
  const todo = useRead("/me/todo", {});
  return (
    <Page
      screen="/team"
      title={t("todo.greeting", { name: me.name })}
      intro={todo.state === "ready" && todo.data.items.length > 0 && t("todo.intro")}
      actions={
        mayAny(me, ["outreach.edit"]) && (
          <a class="button button-small" href="/team/meine-woche">
            {t("team.week")}
          </a>
        )
      }
    >
      <Load of={todo}>
        {({ items }) => (
          <>
            <TodoList items={items} />
            {items.length < LITTLE && <Offers />}
          </>
        )}
      </Load>
    </Page>
  );
}
