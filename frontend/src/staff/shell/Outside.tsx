import type { ComponentChildren } from "preact";
import type { Lang } from "../../i18n/languages";
import { useTexts } from "../../i18n/staffTexts";
import { Brand } from "./Brand";
import { LanguageChoice } from "./LanguageChoice";
import { useTitle } from "./useTitle";
import "./Outside.css";

interface OutsideProps {
  title: string;
  onLanguage: (lang: Lang) => void;
  children: ComponentChildren;
}

/** The frame of pages for people who are not (quite) signed in. */
export function Outside({ title, onLanguage, children }: OutsideProps) {
  const { t } = useTexts();
  useTitle(title);
  return (
    <div class="outside">
      <header class="outside-head">
        <Brand />
        <LanguageChoice onChange={onLanguage} />
      </header>
      <main id="content" class="outside-main stack" tabIndex={-1}>
        <h1>{title}</h1>
        {children}
        <p class="small">
          <a href="/">{t("team.to_public")}</a>
        </p>
      </main>
    </div>
  );
}
