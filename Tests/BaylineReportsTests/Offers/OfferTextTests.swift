import BaylineModel
import BaylineReports
import BaylineSimulation
import TestSupport
import Testing

/// What the coordinator reads out.
@Suite struct OfferTextTests {
  private var request: Appointment {
    var request = Appointment(
      id: "R", kind: .maintenance,
      operations: [
        ServiceOperation(id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 60, bay: "lift")))
      ])
    request.card.plate = "沪A·12345"
    request.card.estimate = 480
    request.parts = [SparePart.Requirement(part: "P", quantity: 2)]
    request.preferredArrival = time("09:00")
    return request
  }

  private var answer: Offer.Answer {
    var offer = Offer(
      reception: Schedule.Reception(arrival: time("10:00"), advisor: "S"), ready: time("11:30"),
      promise: time("11:45"),
      operations: [place(bay: "B", "T", "10:15")], extraCost: 1_234)
    offer.parts = [Offer.PartSupply(part: "P", quantity: 2, arrives: time("08:30"))]
    offer.moves = [
      Offer.Move(appointment: "A", from: place(bay: "B", "T", "10:15"), to: place(bay: "B2", "T2", "10:30"))
    ]
    var answer = Offer.Answer(request: request, offers: [offer])
    answer.firstChoiceReason = .advisor
    answer.next = Offer.Answer.NextTime(
      reception: Schedule.Reception(arrival: time("+1 08:00"), advisor: "S2"), ready: time("+1 09:30"))
    return answer
  }

  private func place(bay: String, _ technician: String, _ start: String) -> Schedule.OperationAssignment {
    Schedule.OperationAssignment(
      operation: "1", bay: bay, technicians: [technician], start: time(start), end: time(start) + 60)
  }

  private func text(_ answer: Offer.Answer, _ language: Language) -> String {
    var workshop = TinyWorkshop()
    workshop.site.advisors[0].name = "王芳"
    workshop.demand.parts = [SparePart(id: "P", name: "机油", price: 90, onHand: 0)]
    workshop.add("A") { $0.card.plate = "沪B·00001" }
    return OfferText(site: workshop.site, demand: workshop.demand, request: request, language: language).text(
      answer)
  }

  @Test func inEnglish() {
    let expected = """
      沪A·12345 (R)  maintenance: 1 slot available
      The first choice, Mon 11-23 09:00, is not available: no advisor free

        1:51d6  Mon 11-23 10:00  王芳 (S)  ready by 11:45
             T · B
             parts: 机油 (P) × 2 arrives Mon 11-23 08:30
             workshop changes: 沪B·00001 (A) #1: Mon 11-23 10:15 B T → Mon 11-23 10:30
             B2 T2

      Tell the customer: please come on Mon 11-23 10:00; 王芳 (S) will receive you; technician T; it takes about 1 h 45 min, ready by 11:45; parts 180; estimated total 480; please bring service booklet, vehicle registration and driving licence; we hold the slot for 15 minutes
      The next slot after these: Tue 11-24 08:00 with S2, ready Tue 11-24 09:30
      To book slot 1: --accept 1:51d6 (or --accept 2026-11-23T10:00)

      """
    #expect(text(answer, .english) == expected)
  }

  @Test func inChinese() {
    let expected = """
      沪A·12345 (R)  定保：可约 1 个时间
      首选 周一 11-23 09:00 排不下：服务顾问无空档

        1:51d6  周一 11-23 10:00  王芳 (S)  11:45 前取车
             T · B
             配件：机油 (P) × 2 周一 11-23 08:30 到货
             店内调整：沪B·00001 (A) #1: 周一 11-23 10:15 B T → 周一 11-23 10:30 B2 T2

      告知客户（第 1 项）：周一 11-23 10:00 到店，服务顾问 王芳 (S) 接待；技师 T；约需 1小时45分，11:45 前可取车；配件 180 元；预计费用 480 元；请带保养手册、行驶证、驾驶证；迟到保留 15 分钟
      此外最早可约：周二 11-24 08:00，S2，周二 11-24 09:30 交车
      预约第 1 项：--accept 1:51d6（或 --accept 2026-11-23T10:00）

      """
    #expect(text(answer, .chinese) == expected)
  }

  @Test func aFirstChoiceThatIsPastIsToldSo() {
    let workshop = TinyWorkshop()
    var late = answer
    late.firstChoiceReason = .availability
    late.offers[0].moves = []
    let text = OfferText(
      site: workshop.site, demand: workshop.demand, request: request, now: time("09:30"), language: .english)
    #expect(
      text.text(late).contains("The first choice, Mon 11-23 09:00, has passed: it is now Mon 11-23 09:30\n"))
    #expect(
      text.text(late, acceptedWith: ["--count 5", "--now 2026-11-23T09:30"]).hasSuffix(
        "\nTo book slot 1: --count 5 --now 2026-11-23T09:30 --accept 1:51d6 (or --accept 2026-11-23T10:00)\n")
    )
  }

  @Test func aRefusalHasItsReason() {
    var none = Offer.Answer(request: request, offers: [])
    none.refusal = Schedule.UnscheduledAppointment(appointment: "R", reason: .loaner, detail: "all out")
    let english = """
      沪A·12345 (R)  maintenance: no slots available
      Reason: no loan vehicle: all out

      """
    #expect(text(none, .english) == english)
  }
}
