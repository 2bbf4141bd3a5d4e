package import BaylineModel
package import BaylineWording

extension Offer.Answer {
  /// The answer with the reason of a refusal in words.
  package func worded(site: Site, demand: Demand, _ words: Glossary) -> Offer.Answer {
    // Reasons name operations of the request, which is not in the demand.
    var (copy, extended) = (self, demand)
    extended.appointments.append(request)
    let reasons = ReasonText(site: site, demand: extended, language: words.language)
    copy.refusal = refusal.map { reasons.worded($0, of: request) }
    return copy
  }
}
