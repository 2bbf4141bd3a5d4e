public import BaylineFormats
public import BaylineModel
import BaylineWording

// Some JSON documents carry sentences beside their structured values.

extension VerdictFormat {
  /// A verdict on a schedule of a site and a demand as a JSON object on one line, without a line break.
  public static func encode(_ verdict: Verdict, site: Site, demand: Demand, language: Language) -> String {
    let text = VerdictText(site: site, demand: demand, language: language)
    return encode(verdict, violation: { text.line($0) }, difference: { text.line($0) })
  }
}

extension ExplanationFormat {
  /// An explanation of a schedule of a site and a demand as a document, ending in a line break.
  public static func encode(
    _ explanation: Explanation, site: Site, demand: Demand, language: Language
  ) -> String {
    let edits = RelaxationText(
      words: Glossary(language), names: DisplayNames(site: site, demand: demand), site: site, demand: demand)
    return encode(
      explanation,
      violation: { violation, appointment, schedule in
        ObstacleText(
          site: site, demand: demand, language: language, appointment: appointment, schedule: schedule
        ).sentence(violation)
      }, edit: { edits.sentence($0) })
  }
}

extension ChangeListFormat {
  /// The changes between two demands of a site as a JSON object on one line, without a line break.
  public static func encode(
    _ changes: ChangeList, site: Site, before: Demand, after: Demand, language: Language
  ) -> String {
    let text = ChangeText(site: site, before: before, after: after, language: language)
    return encode(changes, before: before, after: after) { text.cause($0) }
  }
}
