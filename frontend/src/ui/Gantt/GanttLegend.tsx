import type { ComponentChildren } from "preact";
import { useI18n } from "../../i18n/i18n";
import type { Strand } from "./bars";

/** The texture of planned time: thin diagonal lines. */
export function Texture({ id }: { id: string }) {
  return (
    <svg class="gantt-defs" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" class="gantt-texture">
          <path d="M-2,2L2,-2M0,7L7,0M5,9L9,5" />
        </pattern>
      </defs>
    </svg>
  );
}

function Entry({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <li>
      <svg width="44" height="26" viewBox="0 0 44 26" aria-hidden="true">
        {children}
      </svg>
      {text}
    </li>
  );
}

/** What the shapes mean; shapes that do not occur are not listed. */
export function GanttLegend({ texture, strands }: { texture: string; strands: readonly Strand[] }) {
  const { t } = useI18n();
  const phases = strands.flatMap((strand) => strand.phases);
  const milestones = strands.flatMap((strand) => strand.milestones);
  const assumed = [...phases, ...milestones].some((one) => one.assumed);
  const late = [...phases.map((one) => one.end_slip_days), ...milestones.map((one) => one.slip_days)];
  return (
    <ul class="gantt-legend">
      <Entry text={t("measure.phase_planned")}>
        <rect class="gantt-planned" x="2" y="4" width="40" height="18" rx="4" fill={`url(#${texture})`} />
      </Entry>
      {assumed && (
        <Entry text={t("measure.assumed")}>
          <rect
            class="gantt-planned"
            data-assumed="true"
            x="2"
            y="4"
            width="40"
            height="18"
            rx="4"
            fill={`url(#${texture})`}
          />
        </Entry>
      )}
      <Entry text={t("measure.phase_actual")}>
        <rect class="gantt-actual" x="2" y="9" width="40" height="8" rx="2" />
      </Entry>
      {late.some((days) => (days ?? 0) > 0) && (
        <Entry text={t("gantt.slip")}>
          <line class="gantt-late" x1="2" x2="42" y1="13" y2="13" />
        </Entry>
      )}
      {milestones.length > 0 && (
        <>
          <Entry text={t("gantt.milestone")}>
            <path class="gantt-due" d="M22,3L32,13L22,23L12,13Z" />
          </Entry>
          <Entry text={t("gantt.milestone_done")}>
            <path class="gantt-due" d="M22,3L32,13L22,23L12,13Z" />
            <path class="gantt-done" d="M22,6L29,13L22,20L15,13Z" />
          </Entry>
        </>
      )}
    </ul>
  );
}
