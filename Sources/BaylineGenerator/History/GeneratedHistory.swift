import BaylineMath
public import BaylineModel

/// Past days of a workshop of five technicians, with the volumes of a real one (``LightCarShop``): for each what was known of it the
/// evening before, and what happened.
///
/// What is real is how many vehicles of which kind came on which day. Who had booked, who came when for which jobs, and how the work
/// was dispatched is made up, by date and seed alone; `docs/history.md` has the rules. Days of a year are played one after the other from an
/// empty yard in January, for vehicles stay overnight; on the last day of a year everybody stays until the yard is empty. So a day
/// is the same in whichever range it is asked for.
public struct GeneratedHistory: Sendable {
  /// The month in the project's own datasets.
  public static let sampleMonth = CivilDate(ordinal: 738_399)...CivilDate(ordinal: 738_428)  // 2022-09

  private let shop: HistoryWorkshop
  private let source: String
  /// Days of which something else is drawn for the day itself, with what makes the difference; what was known before stays. For tests.
  private let otherwise: [CivilDate: UInt64]

  /// The workshop, the same on all days.
  public var site: Site { shop.site }
  /// What is true of the workshop and its customers, and stands in no file.
  public var truth: HistoryGroundTruth { shop.truth }

  /// The past of a seed.
  public init(seed: UInt64) {
    self.init(seed: seed, otherwise: [:])
  }

  /// The past of a seed in which some days went otherwise: who came, when, and how long everything took.
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

  /// The days of a range on which the workshop was open and something came: not Sundays, whose orders are left out.
  public func days(in range: ClosedRange<CivilDate>) -> [PastDay] {
    let span = LightCarShop.span
    let years = max(range.lowerBound, span.lowerBound).components.year...
    return years.prefix { $0 <= min(range.upperBound, span.upperBound).components.year }.flatMap { year in
      var year = HistoryYear(year, at: shop, source: source)
      return year.days(in: range, otherwise: otherwise)
    }
  }

  /// One past day; `nil` if nothing came or the workshop was closed.
  public func day(_ date: CivilDate) -> PastDay? {
    days(in: date...date).first
  }
}
