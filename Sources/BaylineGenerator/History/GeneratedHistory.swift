import BaylineMath
package import BaylineModel

/// Past days of a workshop with five technicians and real volumes (``LightCarShop``): for each day what was known the evening before,
/// and what happened.
///
/// Only the number of vehicles of each kind per day is real. Bookings, arrivals, jobs and dispatching are generated from date and seed
/// by the rules in `docs/history.md`. The days of a year are simulated in order, because vehicles stay overnight, from an empty yard in
/// January; on the last day of a year everybody stays until the yard is empty. So a day is the same in any requested range.
package struct GeneratedHistory: Sendable {
  /// The month in `datasets/history`.
  package static let sampleMonth = CivilDate(ordinal: 738_399)...CivilDate(ordinal: 738_428)  // 2022-09

  private let shop: HistoryWorkshop
  private let source: String
  /// Salts for days on which other events are drawn, with the same knowledge the evening before. For tests.
  private let otherwise: [CivilDate: UInt64]

  /// The workshop, the same on all days.
  package var site: Site { shop.site }
  /// The rates behind the days, which no file contains.
  package var truth: HistoryGroundTruth { shop.truth }

  /// Creates the past of a seed.
  package init(seed: UInt64) {
    self.init(seed: seed, otherwise: [:])
  }

  /// Creates the past of a seed in which some days have other arrivals and durations.
  package init(seed: UInt64, otherwise: [CivilDate: UInt64]) {
    var random = SplitMix64(seed: seed, stream: "profile/history")
    let ownSeed = random.next()
    shop = HistoryWorkshop(
      workshop: SiteTemplate.history.workshop(seed: ownSeed, first: Self.sampleMonth.lowerBound),
      seed: ownSeed)
    source = """
      made up by bayline generate --profile history, seed \(seed): how many vehicles of which kind came is a real workshop's record \
      (LIGHT CAR SHOP, City of Cincinnati); who came when, and all work, is invented by rules (docs/history.md)
      """
    self.otherwise = otherwise
  }

  /// The days of a range on which the workshop was open and had visits. Orders of Sundays are omitted.
  ///
  /// - Complexity: simulates each year of the range up to its last requested day.
  package func days(in range: ClosedRange<CivilDate>) -> [PastDay] {
    let span = LightCarShop.span
    let years = max(range.lowerBound, span.lowerBound).components.year...
    return years.prefix { $0 <= min(range.upperBound, span.upperBound).components.year }.flatMap { year in
      var year = HistoryYear(year, at: shop, source: source)
      return year.days(in: range, otherwise: otherwise)
    }
  }

  /// One past day; `nil` if the workshop was closed or had no visits.
  package func day(_ date: CivilDate) -> PastDay? {
    days(in: date...date).first
  }
}
