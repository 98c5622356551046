import { useState } from "preact/hooks";
import { useI18n } from "../../i18n/i18n";

interface SearchFormProps {
  /** What is looked for now. */
  value: string;
  onSearch: (q: string) => void;
}

/** A word to look for, sent by its button or by Enter. */
export function SearchForm({ value, onSearch }: SearchFormProps) {
  const { t } = useI18n();
  const [typed, setTyped] = useState(value);
  return (
    <form
      class="cluster search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <label class="select">
        <span class="select-label">{t("org.search")}</span>
        <input
          type="search"
          maxLength={100}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button button-main">
        {t("org.submit")}
      </button>
    </form>
  );
}
