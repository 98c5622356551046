import axe from "axe-core";
import type { ComponentChildren } from "preact";
import { describe, expect, it } from "vitest";
import { Checkbox } from "./Checkbox/Checkbox";
import * as checkbox from "./Checkbox/Checkbox.examples";
import { Choice } from "./Choice/Choice";
import * as choice from "./Choice/Choice.examples";
import { Combobox } from "./Combobox/Combobox";
import * as combobox from "./Combobox/Combobox.examples";
import { ConfirmButton } from "./ConfirmButton/ConfirmButton";
import * as confirm from "./ConfirmButton/ConfirmButton.examples";
import { DataList } from "./DataList/DataList";
import * as list from "./DataList/DataList.examples";
import { DateField } from "./DateField/DateField";
import * as date from "./DateField/DateField.examples";
import { Dialog } from "./Dialog/Dialog";
import * as dialog from "./Dialog/Dialog.examples";
import { ErrorSummary } from "./ErrorSummary/ErrorSummary";
import * as summary from "./ErrorSummary/ErrorSummary.examples";
import { Fold } from "./Fold/Fold";
import * as fold from "./Fold/Fold.examples";
import { History } from "./History/History";
import * as history from "./History/History.examples";
import { MarkdownField } from "./MarkdownField/MarkdownField";
import * as markdown from "./MarkdownField/MarkdownField.examples";
import { MultiChoice } from "./MultiChoice/MultiChoice";
import * as multi from "./MultiChoice/MultiChoice.examples";
import { NumberField } from "./NumberField/NumberField";
import * as number from "./NumberField/NumberField.examples";
import { SaveBar } from "./SaveBar/SaveBar";
import * as bar from "./SaveBar/SaveBar.examples";
import { Tabs } from "./Tabs/Tabs";
import * as tabs from "./Tabs/Tabs.examples";
import { TextArea } from "./TextArea/TextArea";
import * as area from "./TextArea/TextArea.examples";
import { TextField } from "./TextField/TextField";
import * as text from "./TextField/TextField.examples";
import { TextsField } from "./TextsField/TextsField";
import * as texts from "./TextsField/TextsField.examples";
import { show, speakStaff } from "./testing";
import { VersionConflict } from "./VersionConflict/VersionConflict";
import * as conflict from "./VersionConflict/VersionConflict.examples";

const [de, ar] = await Promise.all([speakStaff("de"), speakStaff("ar")]);
const nothing = () => undefined;
const later = async () => undefined;

/** Every part of the form kit in every state its examples know. */
const PARTS: Record<string, ComponentChildren> = {
  Fold: <Fold {...fold.where}>{fold.where.text}</Fold>,
  Checkbox: <Checkbox {...checkbox.publicEntry} />,
  "Choice, few": <Choice {...choice.few} />,
  "Choice, many": <Choice {...choice.many} />,
  Combobox: <Combobox {...combobox.organisation} find={async () => []} />,
  ConfirmButton: (
    <ConfirmButton {...confirm.end} onConfirm={later}>
      {confirm.end.text}
    </ConfirmButton>
  ),
  DataList: (
    <DataList
      caption="Personen"
      columns={list.columns}
      rows={list.people}
      rowKey={({ id }) => id}
      empty="niemand"
      order="name"
    />
  ),
  "DataList, empty": (
    <DataList caption="Personen" columns={list.columns} rows={[]} rowKey={() => 0} empty="niemand" />
  ),
  DateField: <DateField {...date.due} />,
  Dialog: (
    <Dialog title={dialog.question.title} onClose={nothing}>
      <p>{dialog.question.text}</p>
    </Dialog>
  ),
  ErrorSummary: <ErrorSummary items={summary.two} />,
  History: <History versions={history.versions} onRestore={later} onClose={nothing} />,
  MarkdownField: <MarkdownField {...markdown.entry} />,
  MultiChoice: <MultiChoice {...multi.languages} />,
  NumberField: <NumberField {...number.share} />,
  "SaveBar, clean": <SaveBar {...bar.clean} />,
  "SaveBar, kept": <SaveBar {...bar.kept} />,
  "SaveBar, offline": <SaveBar {...bar.offline} />,
  Tabs: <Tabs label="Maßnahme" tabs={tabs.tabs} selected="steps" onSelect={nothing} />,
  TextArea: <TextArea {...area.note} />,
  "TextField, plain": <TextField {...text.plain} />,
  "TextField, hinted": <TextField {...text.hinted} />,
  "TextField, wrong": <TextField {...text.wrong} />,
  TextsField: <TextsField {...texts.title} />,
  VersionConflict: (
    <VersionConflict differences={conflict.differences} onDecide={nothing} onClose={nothing} />
  ),
};

describe.each(Object.entries(PARTS))("%s", (_name, part) => {
  it("looks as agreed", () => {
    expect(show(part, de).container).toMatchSnapshot();
  });

  it("has nothing axe objects to, in German and in Arabic", async () => {
    for (const i18n of [de, ar]) {
      const { container } = show(part, i18n);
      const found = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
      expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
});

describe("axe", () => {
  it("would object to a field without a label", async () => {
    const { container } = show(<input />, de);
    expect((await axe.run(container)).violations.map(({ id }) => id)).toContain("label");
  });
});
