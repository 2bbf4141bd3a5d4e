/// The load of some days against their capacity: what is booked and expected, and with visits that were levelled or not.
struct DayLoadChart {
  let caption: String
  let days: [Day]

  /// A day.
  struct Day {
    let label: String
    let weekday: String
    let capacity: Int
    let booked: Int
    let expected: Int
    /// With every visit on its best day, and as planned; with what is booked and expected.
    let before: Int
    let after: Int
  }
}
