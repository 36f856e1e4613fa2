/** The tokens of the page, in mermaid's words. The frame cannot see the page's sheet. */
export function currentLook() {
  const style = getComputedStyle(document.documentElement);
  const token = name => style.getPropertyValue(`--${name}`).trim();
  const [text, muted, line, surface, sunken, accent, soft, note] = ["text", "muted", "line-strong", "surface", "sunken", "accent", "accent-soft", "warn-soft"].map(token);
  return {
    fontFamily: token("font"),
    themeVariables: {
      darkMode: document.documentElement.dataset.theme === "dark", fontFamily: token("font"), fontSize: "14px", background: surface,
      primaryColor: soft, primaryTextColor: text, primaryBorderColor: accent, secondaryColor: sunken, secondaryTextColor: text, secondaryBorderColor: line,
      tertiaryColor: sunken, tertiaryTextColor: text, tertiaryBorderColor: line, lineColor: muted, textColor: text, titleColor: text, mainBkg: soft, nodeBorder: accent,
      clusterBkg: sunken, clusterBorder: line, edgeLabelBackground: surface, noteBkgColor: note, noteTextColor: text, noteBorderColor: line,
      actorBkg: soft, actorBorder: accent, actorTextColor: text, actorLineColor: line, signalColor: muted, signalTextColor: text, labelBoxBkgColor: sunken,
      labelBoxBorderColor: line, labelTextColor: text, loopTextColor: text, activationBkgColor: sunken, activationBorderColor: accent, errorBkgColor: sunken,
      errorTextColor: text, sectionBkgColor: sunken, altSectionBkgColor: surface, gridColor: line, taskBkgColor: soft, taskTextColor: text, taskTextDarkColor: text,
      taskTextOutsideColor: text, taskBorderColor: accent, pieTitleTextColor: text, pieLegendTextColor: text, pieStrokeColor: line, pieOuterStrokeColor: line,
    },
  };
}
