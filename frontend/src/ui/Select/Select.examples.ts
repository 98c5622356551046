export const goals = {
  label: "Ziel",
  value: "2",
  options: [
    { value: "", label: "alle" },
    { value: "1", label: "Gesellschaftliche Partizipation" },
    { value: "2", label: "Politische Partizipation" },
  ],
};
