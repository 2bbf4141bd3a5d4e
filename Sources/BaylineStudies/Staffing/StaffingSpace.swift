import BaylineModel

/// The staffings that some ranges allow at a site, and how each is made from it.
///
/// People and bays of the site stay in this order: first those to whom work is tied (locked, or that nobody else can
/// do), who always stay; then those whom customers ask for by name; then the others, each in the order of the site.
struct StaffingSpace: Sendable {
  /// The current workshop with its days.
  let today: Scenario.Instance
  /// What may vary.
  let ranges: StaffingRanges
  /// The resources that a staffing counts.
  private(set) var posts: [Post] = []
  /// The ranges with the indices of their posts.
  private(set) var groups: [StaffingRanges.Group] = []

  /// A resource that a staffing counts.
  struct Post: Sendable {
    let kind: StaffingRanges.Post
    /// The people or bays of the site in it, in the order in which they stay; empty for newcomers and mere numbers.
    let people: [String]
    /// How many cannot be removed.
    let minCount: Int
    /// How many there can be at most.
    let maxCount: Int
    /// The cost per day of the first, the second, …; the last value applies to all further ones.
    let costs: [Double]
    /// The change that adds one; `nil` for people and bays of the site, and for mere numbers.
    let change: Scenario.Change?

    /// The cost per day of the *n*-th of them.
    func cost(ofNumber number: Int) -> Double {
      costs.isEmpty ? 0 : costs[min(number, costs.count) - 1]
    }
  }

  /// - Precondition: `StaffingRanges.conflicts` finds none.
  /// - Complexity: Linear in the size of site and demands for each person and bay that may vary.
  init(today: Scenario.Instance, ranges: StaffingRanges) {
    self.today = today
    self.ranges = ranges
    let pay = StaffingRates(today)
    let order = RetentionOrder(today)
    for range in ranges.technicians { add(range, pay, order) }
    addBays(order)
    if let range = ranges.advisors { add(range, pay, order) }
    if let range = ranges.loaners {
      add(
        Post(
          kind: .loaners, people: [], minCount: 0, maxCount: range.count.upperBound, costs: [range.dayCost],
          change: nil), to: group(.loaners, range.count))
    }
    addEquipment()
    if let range = ranges.drivers {
      let cost = pay.cost(range.cost, today.site.openingHours)
      add(
        Post(
          kind: .drivers, people: [], minCount: 0, maxCount: range.count.upperBound, costs: [cost],
          change: nil), to: group(.drivers, range.count))
    }
    // Those who cannot be removed stay, whatever the range says.
    for index in groups.indices {
      let tied = groups[index].posts.reduce(0) { $0 + posts[$1].minCount }
      let range = groups[index].range
      if tied > range.upperBound { groups[index].range = min(range.lowerBound, tied)...tied }
    }
  }

  // MARK: - Posts

  private mutating func group(_ subject: StaffingRanges.Group.Subject, _ range: ClosedRange<Int>) -> Int {
    groups.append(StaffingRanges.Group(subject, range: range, posts: []))
    return groups.count - 1
  }

  private mutating func add(_ post: Post, to group: Int) {
    groups[group].posts.append(posts.count)
    posts.append(post)
  }

  private mutating func add(
    _ range: StaffingRanges.TechnicianRange, _ pay: StaffingRates, _ order: RetentionOrder
  ) {
    let group = group(.technicians(trade: range.trade, level: range.level), range.count)
    let members = Set(ranges.technicians(of: range, at: today.site))
    let present = today.site.technicians.filter { members.contains($0.id) }.map {
      StaffMember(id: $0.id, calendar: $0.calendar)
    }
    let staff = StaffPosts(
      range.patterns, cost: range.cost, present: present, pay, defaultCalendar: today.site.hours)
    if !present.isEmpty {
      let (stay, tied) = order.ofTechnicians(present.map(\.id))
      add(
        Post(
          kind: .technicians(trade: range.trade, level: range.level), people: stay, minCount: tied,
          maxCount: present.count, costs: staff.costs(of: stay), change: nil), to: group)
    }
    for pattern in staff.newPatterns {
      add(
        Post(
          kind: .newTechnicians(trade: range.trade, level: range.level, pattern: pattern.name), people: [],
          minCount: 0, maxCount: range.count.upperBound, costs: [pattern.cost],
          change: .addTechnicians(
            count: 1,
            .with(
              skills: [range.trade: range.level], certifications: range.certifications,
              efficiency: range.efficiency, calendar: pattern.calendar))), to: group)
    }
  }

  private mutating func addBays(_ order: RetentionOrder) {
    for (range, present) in zip(ranges.bays, ranges.bays(at: today.site)) {
      let group = group(.bays(type: range.type), range.count)
      if !present.isEmpty {
        let (stay, tied) = order.ofBays(present)
        add(
          Post(
            kind: .bays(type: range.type), people: stay, minCount: tied, maxCount: present.count,
            costs: [range.dayCost], change: nil), to: group)
      }
      add(
        Post(
          kind: .newBays(type: range.type), people: [], minCount: 0, maxCount: range.count.upperBound,
          costs: [range.dayCost],
          change: .addBays(
            count: 1, present.first.map { .like($0) } ?? .with(types: [range.type], calendar: nil))),
        to: group)
    }
  }

  /// What work needs cannot be without one.
  private mutating func addEquipment() {
    let needed = Set(today.demands.flatMap(\.appointments).flatMap(\.operations).flatMap(\.equipment))
    for range in ranges.equipment {
      let name = today.site.equipment.first { $0.id == range.equipment }?.name
      let tied = needed.contains(range.equipment) ? 1 : 0
      add(
        Post(
          kind: .equipment(id: range.equipment, name: name), people: [], minCount: tied,
          maxCount: max(tied, range.count.upperBound), costs: [range.dayCost], change: nil),
        to: group(.equipment(id: range.equipment, name: name), range.count))
    }
  }

  private mutating func add(
    _ range: StaffingRanges.AdvisorRange, _ pay: StaffingRates, _ order: RetentionOrder
  ) {
    let group = group(.advisors, range.count)
    let advisors = today.site.advisors
    let present = advisors.map { StaffMember(id: $0.id, calendar: $0.calendar) }
    let staff = StaffPosts(
      range.patterns, cost: range.cost, present: present, pay, defaultCalendar: today.site.hours)
    if !present.isEmpty {
      let (stay, _) = order.ofAdvisors(present.map(\.id))
      add(
        Post(
          kind: .advisors, people: stay, minCount: 0, maxCount: present.count, costs: staff.costs(of: stay),
          change: nil), to: group)
    }
    for pattern in staff.newPatterns {
      add(
        Post(
          kind: .newAdvisors(pattern: pattern.name), people: [], minCount: 0,
          maxCount: range.count.upperBound,
          costs: [pattern.cost],
          change: .addAdvisors(
            count: 1,
            .with(
              calendar: pattern.calendar, bookingsPerHour: advisors.first?.bookingsPerHour,
              bookingsPerDay: advisors.first?.bookingsPerDay, kinds: advisors.first?.kinds))),
        to: group)
    }
  }

  // MARK: - Staffings

  /// The current staffing, which may lie outside of the ranges.
  var current: Staffing {
    Staffing(
      counts: posts.map { post in
        today.site.count(of: post.kind) ?? post.people.count
      })
  }

  /// The number of a group in a staffing.
  func count(_ group: StaffingRanges.Group, _ staffing: Staffing) -> Int {
    group.posts.reduce(0) { $0 + staffing.counts[$1] }
  }

  /// Whether the ranges allow a staffing.
  func allows(_ staffing: Staffing) -> Bool {
    zip(posts, staffing.counts).allSatisfy { $0.minCount <= $1 && $1 <= $0.maxCount }
      && groups.allSatisfy { $0.range.contains(count($0, staffing)) }
  }

  /// The cost per day of the people and resources that vary.
  func cost(_ staffing: Staffing) -> Double {
    zip(posts, staffing.counts).reduce(0) { sum, pair in
      let (post, count) = pair
      return count > 0 ? sum + (1...count).reduce(0) { $0 + post.cost(ofNumber: $1) } : sum
    }
  }

  /// The allowed staffing nearest to the current one.
  var start: Staffing { filled(reduced(current)) { $0.lowerBound } }

  /// The largest staffing that the ranges allow: those of the site first, newcomers spread over the shifts.
  var largest: Staffing { filled(reduced(current)) { $0.upperBound } }

  /// A staffing reduced to the upper ends of the ranges: newcomers are removed first, then the last of those who stay.
  private func reduced(_ staffing: Staffing) -> Staffing {
    var staffing = staffing
    for group in groups {
      while count(group, staffing) > group.range.upperBound {
        let able = group.posts.filter { staffing.counts[$0] > posts[$0].minCount }
        guard let post = able.last else { break }
        staffing.counts[post] -= 1
      }
    }
    return staffing
  }

  private func filled(_ staffing: Staffing, to count: (ClosedRange<Int>) -> Int) -> Staffing {
    var staffing = staffing
    for group in groups {
      let own = group.posts.filter { post in
        posts[post].change != nil || posts[post].kind.isNumber
      }
      while self.count(group, staffing) < count(group.range) {
        guard let post = own.min(by: { (staffing.counts[$0], $0) < (staffing.counts[$1], $1) }) else { break }
        staffing.counts[post] += 1
      }
    }
    return staffing
  }
}

extension Site {
  /// How many of a mere number there are; `nil` for people and bays.
  func count(of post: StaffingRanges.Post) -> Int? {
    switch post {
    case .loaners: loaners
    case .drivers: drivers
    case .equipment(let id, _): equipment.first { $0.id == id }?.count ?? 0
    default: nil
    }
  }
}
