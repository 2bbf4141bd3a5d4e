import BaylineFormats
import BaylineModel
import Testing

@Suite struct DemandDiagnosticTests {
  @Test func aSoundDemandDecodes() throws {
    let demand = try Sample.readDemand().get()
    let visit = try #require(demand.appointments.first)
    #expect(visit.card.customer == "王女士")
    #expect(visit.booked?.advisor == "ann")
    #expect(
      visit.operations[1].work
        == .alternatives([
          WorkRequirement.Alternative(bay: "lift", minutes: 5),
          WorkRequirement.Alternative(technician: "zoe", minutes: 6),
        ]))
    #expect(visit.operations[0].equipment == ["scope", "jack"])
    #expect(visit.operations[0].parts == [SparePart.Requirement(part: "oil", quantity: 2)])
    #expect(visit.operations.map(\.lag) == [ServiceOperation.Lag(), ServiceOperation.Lag(min: 10, max: 90)])
    #expect(visit.operations.map(\.bayAfter) == [.keep, nil])
    #expect((visit.collect, visit.deliver, visit.priority) == (40, 30, 150))
    #expect(
      demand.appointments[1].operations[0].work
        == .standard(WorkRequirement.StandardWork(minutes: 10, bay: "lift")))
  }

  private static let first = "$.appointments[0]"
  private static let one = "$.appointments[0].operations[0]"
  private static let two = "$.appointments[0].operations[1]"

  @Test(arguments: [
    Damage("2026-11-23\",", "2026-02-29\",", "$.horizon.from dateNotInCalendar"),
    Damage("2026-11-23\",", "9999-12-30\",", "$.horizon horizonBeyondCalendar"),
    Damage(#""days": 1"#, #""days": 3659"#, "$.horizon tooLarge"),
    Damage(#""days": 1"#, #""days": 0"#, "$.horizon.days tooSmall"),
    Damage(#""now": "2026-11-23T07:00""#, #""now": "2026-11-23 07:00""#, "$.now notATime"),
    Damage(#""now": "2026-11-23T07:00""#, #""now": "2026-11-31T07:00""#, "$.now dateNotInCalendar"),
    Damage(#""now": "2026-11-23T07:00""#, #""now": null"#, "$.now notAString"),
    Damage(#""onHand": 3"#, #""onHand": 1000000001"#, "$.parts[0].onHand tooLarge"),
    Damage(
      #""quantity": 4"#, #""qty": 4"#, "$.parts[0].inbound[0].qty unknownMember",
      "$.parts[0].inbound[0] missingMember"),
    Damage(#""kind": "repair""#, #""kind": "repiar""#, "\(first).kind unknownReference"),
    Damage(#""mileage": 120"#, #""mileage": 1000000000000001"#, "\(first).mileage tooLarge"),
    Damage(#""waiting": true"#, #""waiting": 1"#, "\(first).waiting notABoolean"),
    Damage(#""oil", "quantity": 1"#, #""Oil", "quantity": 1"#, "\(first).parts[0].part unknownReference"),
    Damage(#""quantity": 1"#, #""quantity": 0"#, "\(first).parts[0].quantity tooSmall"),
    Damage(
      "T12:00\"}],\n      \"booked", "T08:00\"}],\n      \"booked",
      "\(first).availability[0] endNotAfterStart"),
    Damage(
      #"[{"from": "2026-11-23T08:00", "to": "2026-11-23T12:00"}]"#, "[]", "\(first).availability emptyList"),
    Damage(#""arrived": "2026-11-22T16:00", "#, "", "$.appointments[1].receivedBy notWithoutArrival"),
    Damage(#""id": "B""#, #""id": "A""#, "$.appointments[1].id duplicateId"),
    Damage(#""advisor": "ann""#, #""advisor": "Zed""#, "\(first).booked.advisor unknownReference"),
    Damage(#""minutes": 30, "#, "", "\(one) missingMember"),
    Damage(#""minutes": 30"#, #""minutes": 1000001"#, "\(one).minutes tooLarge"),
    Damage(#""trade": "body", "#, "", "\(one).level notWithoutTrade", "\(one).crew notWithoutTrade"),
    Damage(#""trade": "body""#, #""trade": """#, "\(one).trade emptyText"),
    Damage(#""crew": 1"#, #""crew": 65"#, "\(one).crew tooLarge"),
    Damage(#""crew": 1"#, #""crew": null"#, "\(one).crew notAWholeNumber"),
    Damage(#""level": 2"#, #""level": 4"#, "\(one).level aboveMaximum"),
    Damage(
      #"{"bay": "lift", "minutes": 5}"#, #"{"minutes": 5}"#, "\(two).alternatives[0] needsBayOrTechnician"),
    Damage(
      #"{"bay": "lift", "minutes": 5}"#, #"{"technician": "zoe", "minutes": 5}"#,
      "\(two).alternatives[1] repeatedAlternative", "\(one).bayAfter bayCannotBeKept"),
    Damage(
      #""id": "two","#, #""id": "two", "minutes": 5, "bay": null,"#, "\(two).bay notBesideAlternatives",
      "\(two).minutes notBesideAlternatives"),
    Damage(#"["zoe"]"#, "[]", "\(two).locked lockIsNoAlternative"),
    Damage(#"["zoe"]"#, #"["zoe", "tom"]"#, "\(two).locked lockIsNoAlternative"),
    Damage(#"["zoe"]"#, #"["zoe", "zoe"]"#, "\(two).locked.technicians[1] repeatedTechnician"),
    Damage(
      #""end": "2026-11-23T09:06""#, #""end": "2026-11-23T09:00""#, "\(two).locked.end endNotAfterStart"),
    Damage(#""id": "two""#, #""id": "one""#, "\(two).id duplicateId"),
    Damage(
      #""minutes": 10, "bay": "lift","#, #""minutes": 10, "bay": null,"#,
      "$.appointments[1].operations[0] needsBayOrTrade"),
    Damage(#"["scope", "jack"]"#, #"["scope", "scoop"]"#, "\(one).equipment[1] unknownReference"),
    Damage(#"["scope", "jack"]"#, #"["scope", "scope"]"#, "\(one).equipment[1] repeatedEquipment"),
    Damage(
      #""part": "oil", "quantity": 2"#, #""part": "oi", "quantity": 2"#,
      "\(one).parts[0].part unknownReference"),
    Damage(#""bayAfter": "keep""#, #""bayAfter": "stay""#, "\(one).bayAfter notOneOf"),
    Damage(
      #"{"bay": "lift", "minutes": 5}"#, #"{"bay": "paint", "minutes": 5}"#, "\(one).bayAfter bayCannotBeKept"
    ),
    Damage(#""bay": "lift", "trade": "body""#, #""trade": "body""#, "\(one).bayAfter bayCannotBeKept"),
    Damage(#""id": "two","#, #""id": "two", "bayAfter": "keep","#, "\(two).bayAfter bayCannotBeKept"),
    Damage(#""id": "one","#, #""id": "one", "lag": {},"#, "\(one).lag lagOfFirstOperation"),
    Damage(#""max": 90"#, #""max": 9"#, "\(two).lag.max tooSmall"),
    Damage(#""min": 10"#, #""min": -1"#, "\(two).lag.min tooSmall"),
    Damage(#""max": 90"#, #""max": null"#, "\(two).lag.max notAWholeNumber"),
    Damage(#"{"minutes": 40}"#, #"{"minutes": 0}"#, "\(first).collect.minutes tooSmall"),
    Damage(#"{"minutes": 40}"#, "40", "\(first).collect notAnObject"),
    Damage(#"{"minutes": 30}"#, "{}", "\(first).deliver missingMember"),
    Damage(#""priority": 150"#, #""priority": 0"#, "\(first).priority tooSmall"),
    Damage(#""priority": 150"#, #""priority": 1001"#, "\(first).priority aboveMaximum"),
    Damage(#""appointments": ["#, #""appointments": {}, "x-a": ["#, "$.appointments notAList"),
  ])
  func problemsAreReportedAtTheirPlace(damage: Damage) throws {
    let reading = Sample.readDemand(try #require(damage.applied(to: Sample.demand)))
    #expect(reading.diagnostics.brief == damage.diagnostics)
    #expect(reading.demand == nil)
  }

  @Test func anAppointmentNeedsAnOperation() throws {
    let start = try #require(Sample.demand.ranges(of: #"[{"id": "wash""#).first)
    let text = Sample.demand[..<start.lowerBound] + "[]}]}"
    #expect(Sample.readDemand(String(text)).diagnostics.brief == ["$.appointments[1].operations emptyList"])
  }

  @Test func aRequestIsOneAppointmentWithANewId() throws {
    let (site, demand) = (Sample.readSite().names, Sample.readDemand().names)
    func read(_ text: String) throws(Diagnostics) -> Appointment {
      try DemandFormat.decodeAppointment(Array(text.utf8), file: "request.json", site: site, demand: demand)
    }
    let text = #"{"id": "C", "kind": "repair", "operations": [{"id": "x", "minutes": 5, "bay": "lift"}]}"#
    let request = try read(text)
    #expect(request.id == "C")
    #expect(try read(DemandFormat.encode(request)) == request)
    do {
      _ = try read(text.split(separator: "C").joined(separator: "A"))
      Issue.record("an id of the demand was taken for a new one")
    } catch {
      #expect(error.elements.brief == ["$.id duplicateId"])
    }
  }
}
