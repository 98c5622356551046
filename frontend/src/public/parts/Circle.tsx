import "./Circle.css";

const SEATS = 12;
const ROUND = 2 * Math.PI;

/** A circle of people with one place free, for the reader. Decoration. */
export function Circle() {
  return (
    <svg class="circle no-print" viewBox="0 0 240 240" aria-hidden="true">
      <circle class="circle-table" cx="120" cy="120" r="58" />
      {Array.from({ length: SEATS }, (_, seat) => {
        const angle = (seat / SEATS) * ROUND - Math.PI / 2;
        const [x, y] = [120 + 94 * Math.cos(angle), 120 + 94 * Math.sin(angle)];
        return (
          <circle
            key={seat}
            class={`circle-seat circle-seat-${seat % 5}`}
            data-free={seat === 0}
            cx={x}
            cy={y}
            r="17"
          />
        );
      })}
    </svg>
  );
}
