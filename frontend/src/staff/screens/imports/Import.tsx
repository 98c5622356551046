import { useTexts } from "../../../i18n/staffTexts";
import { ErrorSummary } from "../../../ui/ErrorSummary/ErrorSummary";
import { Busy } from "../../imports/Busy";
import { ChooseFile } from "../../imports/ChooseFile";
import { Result } from "../../imports/Result";
import { Seen } from "../../imports/Seen";
import { useImport } from "../../imports/useImport";
import { Page } from "../../shell/Page";

/** Values of indicators from a file: looked at first, then taken over as drafts as a whole. */
export default function ImportScreen() {
  const { t } = useTexts();
  const file = useImport();
  return (
    <Page screen="/team/import" intro={t("imports.intro")}>
      <ChooseFile of={file} />
      <ErrorSummary items={file.faults.map((text) => ({ name: "", text }))} />
      <Busy of={file} />
      {file.preview && !file.busy && <Seen of={file} preview={file.preview} />}
      {file.done && <Result done={file.done} />}
    </Page>
  );
}
