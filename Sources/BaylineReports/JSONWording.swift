public import BaylineFormats
public import BaylineModel
import BaylineWording

// Some JSON documents carry sentences beside their structured values.

extension VerdictJSON {
  /// Creates an encoder of verdicts on schedules of a site and a demand.
  public init(site: Site, demand: Demand, language: Language) {
    let text = VerdictText(site: site, demand: demand, language: language)
    self.init(violation: { text.line($0) }, difference: { text.line($0) })
  }
}

extension ExplanationJSON {
  /// Creates an encoder of explanations of schedules of a site and a demand.
  public init(site: Site, demand: Demand, language: Language) {
    let edits = RelaxationText(
      words: Glossary(language), names: DisplayNames(site: site, demand: demand), site: site, demand: demand)
    self.init(
      violation: { violation, appointment, schedule in
        ObstacleText(
          site: site, demand: demand, language: language, appointment: appointment, schedule: schedule
        ).sentence(violation)
      }, edit: { edits.sentence($0) })
  }
}

extension ChangeListJSON {
  /// Creates an encoder of the changes between two demands of a site.
  public init(site: Site, before: Demand, after: Demand, language: Language) {
    let text = ChangeText(site: site, before: before, after: after, language: language)
    self.init(before: before, after: after) { text.cause($0) }
  }
}
