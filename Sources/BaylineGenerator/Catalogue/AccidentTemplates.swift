import BaylineModel

/// Accident repairs, from a scratched bumper to a bent frame.
extension VisitTemplateCatalogue {
  static let accidents: [VisitTemplate] = [
    VisitTemplate(
      kind: .accident, weight: 45,
      steps: [
        .init("dismantle"), .init("putty"), .init("spray"), .init("bake"), .init("polish", 80),
        .init("assemble"),
      ],
      words: ["前杠擦伤，走保险", "停车时被蹭了，喷一面漆"], mileage: 2_000...150_000, loaner: 20),
    VisitTemplate(
      kind: .accident, weight: 15, steps: [.init("dismantle", 50), .init("assembleBumper")],
      words: ["后杠被追尾顶裂了，对方全责"], mileage: 2_000...150_000, waiting: 10, loaner: 5),
    VisitTemplate(
      kind: .accident, weight: 12, steps: [.init("windscreen")], words: ["玻璃被石子打裂"], mileage: 2_000...150_000,
      waiting: 15),
    VisitTemplate(
      kind: .accident, weight: 28,
      steps: [
        .init("dismantle"), .init("panel"), .init("putty"), .init("spray"), .init("bake"), .init("polish"),
        .init("assemble"),
      ],
      words: ["侧面刮了，门要钣金", "翼子板撞凹了"], mileage: 2_000...150_000, loaner: 35),
    VisitTemplate(
      kind: .accident, weight: 5,
      steps: [
        .init("dismantle"), .init("frame"), .init("panelHeavy"), .init("putty"), .init("spray"),
        .init("bake"),
        .init("assembleHeavy"), .init("alignment"), .init("polish"), .init("roadTest"),
      ],
      words: ["追尾，车头变形，拖车进厂", "碰撞事故，保险已定损"], mileage: 2_000...150_000, loaner: 60),
  ]
}
