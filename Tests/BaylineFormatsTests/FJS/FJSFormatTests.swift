import BaylineFormats
import BaylineModel
import Testing

@Suite struct FJSFormatTests {
  /// Two jobs, two machines, two workers: four operations.
  private static let sound = """
    2 2 2.0
    2 1 1 2 1 3 2 5 1 2 1 2 4
    2 2 1 1 1 2 2 1 2 3 1 2 1 1 2

    """

  private func read(_ text: String) throws(Diagnostics) -> (site: Site, demand: Demand) {
    try FJSFormat.decode(Array(text.utf8), file: "a.fjs", name: "a", locale: .english)
  }

  private func diagnostics(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch {
      return error.elements.map { "\($0.place) \($0.problem.code)" }
    }
  }

  @Test func machinesBecomeBaysAndWorkersTechnicians() throws {
    let (site, demand) = try read(Self.sound)
    #expect(site.bays.map(\.id) == ["M1", "M2"])
    #expect(site.technicians.map(\.id) == ["W1", "W2"])
    #expect(demand.appointments.map(\.id) == ["J1", "J2"])
    #expect(demand.appointments.allSatisfy { $0.arrived == demand.horizon.start })
    #expect(
      demand.appointments[1].operations.map(\.work) == [
        .alternatives([
          WorkRequirement.Alternative(bay: "M1", technician: "W1", minutes: 2),
          WorkRequirement.Alternative(bay: "M2", technician: "W2", minutes: 3),
        ]),
        .alternatives([WorkRequirement.Alternative(bay: "M2", technician: "W1", minutes: 2)]),
      ])
  }

  @Test func onlyTheMakespanCountsAndLeavingAJobOutNeverPays() throws {
    let (site, demand) = try read(Self.sound)
    #expect(site.policy.makespan == 1)
    let kind = try #require(demand.appointments.first?.kind)
    // One day holds the 3 + 4 + 2 + 2 minutes; nothing in it can end later than at minute 1,440.
    #expect(demand.horizon.days + demand.horizon.carryOverDays == 1)
    #expect(site.policy.kinds[kind] == CostPolicy.KindCost(drop: 1440, delay: 0))
    let weights = [
      site.policy.deviation, site.policy.stay, site.policy.late, site.policy.lateness, site.policy.advisor,
      site.policy.technician, site.policy.original, site.policy.handover, site.policy.overskill,
      site.policy.overload, site.policy.move, site.policy.balance,
      site.policy.moved,
    ]
    #expect(weights.allSatisfy { $0 == 0 })
    // A machine is free as soon as its operation ends, and the way to the next one takes no time.
    #expect(site.booking.moveMinutes == 0)
    #expect(demand.appointments.flatMap(\.operations).allSatisfy { $0.bayAfter == .leave })
  }

  @Test func horizonHoldsTheWorkDoneOneAfterTheOther() throws {
    // 1,000 + 441 minutes in the fastest ways: one minute more than a day.
    let (_, demand) = try read("2 1 2\n1 1 1 2 1 1000 2 9000\n1 1 1 1 2 441\n")
    #expect(demand.horizon.days + demand.horizon.carryOverDays == 2)
  }

  @Test func whatIsReadIsAcceptedByTheStrictReaders() throws {
    let (site, demand) = try read(Self.sound)
    let siteReading = SiteFormat.decode(Array(SiteFormat.encode(site).utf8), file: "s")
    #expect(siteReading.site == site, "\(siteReading.diagnostics)")
    let demandReading = DemandFormat.decode(
      Array(DemandFormat.encode(demand).utf8), file: "d", site: siteReading.names)
    #expect(demandReading.demand == demand, "\(demandReading.diagnostics)")
  }

  @Test func otherLineEndsBlanksAndEmptyLinesMeanNothing() throws {
    let text = Self.sound.replacing("\n", with: "\r\n\r\n").replacing(" ", with: " \t")
    #expect(try read(text).demand == read(Self.sound).demand)
  }

  @Test(arguments: [
    ("", ["1:1 emptyFile"]), (" \n\n", ["1:1 emptyFile"]), ("\u{feff}1 1 1", ["1:1 byteOrderMark"]),
    ("x 1 1\n", ["1:1 notAWholeNumber"]), ("1 1 x.5.0\n", ["1:5 notAWholeNumber"]),
    ("1.0 1 1\n", ["1:1 notAWholeNumber"]), ("0 1 -1\n", ["1:1 tooSmall", "1:5 tooSmall"]),
    ("1\n", ["1:2 missingNumber", "1:2 missingNumber"]), ("1 1 1 1\n1 1 1 1 1 5\n", ["1:7 surplusNumber"]),
    ("2 1 1\n1 1 1 1 1 5\n", ["1:1 jobCount"]), ("1 1 1\n1 1 1 1 1 5\n1 1 1 1 1 5\n", ["1:1 jobCount"]),
    ("1 1 1\n0\n", ["2:1 tooSmall"]), ("1 1 1\n2 1 1 1 1 5\n", ["2:12 missingNumber"]),
    ("1 1 1\n1 1 1 1 1 5 7\n", ["2:13 surplusNumber"]), ("1 1 1\n1 1 1 1 1\n", ["2:10 missingNumber"]),
    ("1 1 1\n1 1 2 1 1 5\n", ["2:5 aboveMaximum"]), ("1 1 1\n1 1 1 1 2 5\n", ["2:9 aboveMaximum"]),
    ("1 1 1\n1 1 1 1 0 5\n", ["2:9 tooSmall"]), ("1 1 1\n1 1 1 1 1 0\n", ["2:11 tooSmall"]),
    ("1 1 1\n1 1 1 1 1 -5\n", ["2:11 tooSmall"]), ("1 1 1\n1 1 1 1 1 9999999\n", ["2:11 tooLarge"]),
    ("1 1 1\n1 1 1 1 1 99999999999999999999\n", ["2:11 tooLarge"]), ("1 1 1\n1 2\n", ["2:3 aboveMaximum"]),
    ("1 1 1\n1 1 1 2 1 5 1 5\n", ["2:7 aboveMaximum"]),
    ("1 1 2\n1 1 1 2 1 5 1 6\n", ["2:13 repeatedAlternative"]),
    ("1 2 1\n1 2 1 1 1 5 1 1 1 6\n", ["2:17 repeatedAlternative"]), ("100001 1 1\n", ["1:1 tooLarge"]),
    ("1 1 1\n1 1 1 1 1 长\n", ["2:11 notAWholeNumber"]),
    // Each problem of each line is reported; a wrong count ends only its own line.
    (
      "3 1 1\n1 9 1 1 1 5\n1 1 1 1 7 0\n1 1 1 1 1 x\n",
      ["2:3 aboveMaximum", "3:9 aboveMaximum", "3:11 tooSmall", "4:11 notAWholeNumber"]
    ),
  ])
  func problemsAreReportedAtTheirPlace(text: String, expected: [String]) {
    #expect(diagnostics(text) == expected)
  }

  // MARK: - Without workers

  /// Two jobs, two machines: three operations, the first of which either machine can do.
  private static let plain = """
    2 2 1.33
    2 2 1 3 2 5 1 2 4
    1 1 1 2

    """

  @Test func machinesAloneBecomeBaysAlone() throws {
    let (site, demand) = try read(Self.plain)
    #expect(site.bays.map(\.id) == ["M1", "M2"])
    #expect(site.technicians == [])
    #expect(
      demand.appointments.map { $0.operations.map(\.work) } == [
        [
          .alternatives([
            WorkRequirement.Alternative(bay: "M1", minutes: 3),
            WorkRequirement.Alternative(bay: "M2", minutes: 5),
          ]),
          .alternatives([WorkRequirement.Alternative(bay: "M2", minutes: 4)]),
        ],
        [.alternatives([WorkRequirement.Alternative(bay: "M1", minutes: 2)])],
      ])
  }

  // The third number of the first line may be a mean, a whole number that looks like workers, or absent.
  @Test(arguments: ["2 2", "2 2 1", "2 2 7.0", "2 2 1.3", "2\t2 \t2.00"])
  func jobLinesTellTheLayoutWhateverTheFirstLineSays(header: String) throws {
    let text = Self.plain.replacing("2 2 1.33", with: header)
    #expect(try read(text).demand == read(Self.plain).demand)
    #expect(try read(text).site == read(Self.plain).site)
  }

  @Test func aDamagedLineDoesNotChangeTheLayout() {
    let text = "3 2 1\n2 2 1 3 2 5 1 2 x\n1 1 3 2\n1 1 1 2\n"
    #expect(diagnostics(text) == ["2:17 notAWholeNumber", "3:5 aboveMaximum"])
  }

  @Test func plainShopIsAcceptedByTheStrictReaders() throws {
    let (site, demand) = try read(Self.plain)
    let siteReading = SiteFormat.decode(Array(SiteFormat.encode(site).utf8), file: "s")
    #expect(siteReading.site == site, "\(siteReading.diagnostics)")
    let demandReading = DemandFormat.decode(
      Array(DemandFormat.encode(demand).utf8), file: "d", site: siteReading.names)
    #expect(demandReading.demand == demand, "\(demandReading.diagnostics)")
  }

  @Test(arguments: [
    ("1 1\n", ["1:1 jobCount"]), ("1 1 x\n1 1 1 5\n", ["1:5 surplusNumber"]),
    ("1 1 1.5 2\n1 1 1 5\n", ["1:9 surplusNumber"]), ("1 1 -1\n1 1 1 5\n", ["1:5 surplusNumber"]),
    ("1 1\n0\n", ["2:1 tooSmall"]), ("1 1\n1 0\n", ["2:3 tooSmall"]),
    ("1 1\n2 1 1 5\n", ["2:8 missingNumber"]),
    ("1 1\n1 1 1\n", ["2:6 missingNumber"]), ("1 1\n1 1 1 5 7\n", ["2:9 surplusNumber"]),
    ("1 1\n1 1 2 0\n", ["2:5 aboveMaximum", "2:7 tooSmall"]), ("1 1\n1 2 1 5 1 6\n", ["2:3 aboveMaximum"]),
    ("1 2\n1 2 1 5 1 6\n", ["2:9 repeatedAlternative"]), ("1 1\n1 1 1 -5\n", ["2:7 tooSmall"]),
    ("1 1\n1 1 1 2.5\n", ["2:7 notAWholeNumber"]), ("1 1\n1 1 1 9999999\n", ["2:7 tooLarge"]),
  ])
  func problemsOfPlainShopsAreReportedAtTheirPlace(text: String, expected: [String]) {
    #expect(diagnostics(text) == expected)
  }

  @Test func textThatIsNotUTF8() {
    #expect(throws: Diagnostics([Diagnostic(file: "a", place: "1:3", problem: .notUTF8)])) {
      try FJSFormat.decode([0x31, 0x20, 0xFF], file: "a", name: "a", locale: .english)
    }
  }

  @Test func workForMoreDaysThanTheHorizonTakes() {
    // Six operations of 1,000,000 minutes: 4,167 days.
    let operations = String(repeating: " 1 1 1 1 1000000", count: 6)
    #expect(diagnostics("1 1 1\n6\(operations)\n") == ["1:1 tooLarge"])
  }

  @Test(arguments: 0..<4)
  func damagedTextsNeverTrap(seed: UInt64) {
    var random = TestRandom(seed: seed)
    for _ in 0..<300 {
      var bytes = Array((seed.isMultiple(of: 2) ? Self.sound : Self.plain).utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(UInt8(ascii: "9"), at: index)
        }
      }
      do {
        let (site, demand) = try FJSFormat.decode(bytes, file: "a", name: "a", locale: .english)
        #expect(!site.bays.isEmpty && !demand.appointments.isEmpty)
      } catch {
        #expect(!error.elements.isEmpty)
      }
    }
  }
}
