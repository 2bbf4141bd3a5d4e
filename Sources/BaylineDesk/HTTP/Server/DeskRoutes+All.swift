extension DeskRoutes {
  /// All addresses of the desk.
  static func all(_ app: DeskApp) -> DeskRoutes {
    let routes = DeskRoutes(app)
    StaticFiles.addRoutes(to: routes, app)
    LiveStreams.addRoutes(to: routes, app)
    SignInPage.addRoutes(to: routes, app)
    CallsAPI.addRoutes(to: routes, app)
    VisitsAPI.addRoutes(to: routes, app)
    PartsAPI.addRoutes(to: routes, app)
    DayAPI.addRoutes(to: routes, app)
    SettingsAPI.addRoutes(to: routes, app)
    AccountsAPI.addRoutes(to: routes, app)
    ExportAPI.addRoutes(to: routes, app)
    FeedsAPI.addRoutes(to: routes, app)
    OpenAPI.addRoutes(to: routes, app)
    // Pages: one line for each group.
    CallPages.addRoutes(to: routes, app)
    DayPages.addRoutes(to: routes, app)
    VisitPages.addRoutes(to: routes, app)
    BoardPages.addRoutes(to: routes, app)
    CallListPage.addRoutes(to: routes)
    PartsPage.addRoutes(to: routes)
    AdvisorPage.addRoutes(to: routes)
    ManagerPages.addRoutes(to: routes)
    BriefingPage.addRoutes(to: routes)
    PrintPages.addRoutes(to: routes)
    PlanPage.addRoutes(to: routes, app)
    SettingsPages.addRoutes(to: routes, app)
    return routes
  }
}
