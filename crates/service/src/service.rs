use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware;
use sqlx::migrate::Migrator;
use taper_bus::{BatchFn, Bus, Consumer, HandlerFn, Job, JobFn, JobHandler, Schedule, ScheduleFn, Subscriptions};
use taper_events::EventData;
use taper_platform::Platform;
use taper_platform::http::Door;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{OpenApi, RefOr, ResponseBuilder};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

const API: &str = "/api/v1";

/// What a new service's HTTP contract begins with.
const FIRST_CONTRACT: &str = "0.1.0";

/// A service's front door: everything it does, listed once.
pub struct Service {
    pub name: &'static str,
    /// One line for the documentation.
    pub summary: &'static str,
    pub migrator: &'static Migrator,
    contract: &'static str,
    api: OpenApiRouter<Door>,
    root: OpenApiRouter<Door>,
    pub(crate) consumer: Consumer,
    pub(crate) jobs: JobHandler,
    pub(crate) schedules: Vec<Schedule>,
    extensions: http::Extensions,
}

impl Service {
    pub fn new(name: &'static str, summary: &'static str, migrator: &'static Migrator) -> Self {
        Self {
            name,
            summary,
            migrator,
            contract: FIRST_CONTRACT,
            api: OpenApiRouter::new(),
            root: OpenApiRouter::new(),
            consumer: Consumer::default(),
            jobs: JobHandler::default(),
            schedules: Vec::new(),
            extensions: http::Extensions::new(),
        }
    }

    /// The version of its HTTP contract, which every change of `specs/<name>.yaml` raises; 0.1.0 unless told.
    #[must_use]
    pub fn contract(mut self, version: &'static str) -> Self {
        self.contract = version;
        self
    }

    /// An endpoint under `/api/v1`: `.route(routes!(http::get_plan))`.
    #[must_use]
    pub fn route(mut self, endpoint: UtoipaMethodRouter<Door>) -> Self {
        self.api = self.api.routes(endpoint);
        self
    }

    /// An endpoint whose path starts at the root.
    #[must_use]
    pub fn root_route(mut self, endpoint: UtoipaMethodRouter<Door>) -> Self {
        self.root = self.root.routes(endpoint);
        self
    }

    /// Something of the service's own that its endpoints take by `axum::Extension<T>`: one of each type.
    #[must_use]
    pub fn extension<T: Clone + Send + Sync + 'static>(mut self, value: T) -> Self {
        self.extensions.insert(value);
        self
    }

    /// A handler of one event type.
    #[must_use]
    pub fn on<T, F>(mut self, handler: F) -> Self
    where
        T: EventData,
        F: for<'a> HandlerFn<'a, T> + 'static,
    {
        self.consumer.on(handler);
        self
    }

    /// A handler of every fact there is, in batches.
    #[must_use]
    pub fn on_facts(mut self, handler: impl for<'a> BatchFn<'a> + 'static) -> Self {
        self.consumer.on_facts(handler);
        self
    }

    /// A kind of slow work.
    #[must_use]
    pub fn job<T, F>(mut self, handler: F) -> Self
    where
        T: Job,
        F: for<'a> JobFn<'a, T> + 'static,
    {
        self.jobs.on(handler);
        self
    }

    /// Something done again and again, by one process of many.
    #[must_use]
    pub fn every(mut self, name: &'static str, every: Duration, run: impl for<'a> ScheduleFn<'a> + 'static) -> Self {
        self.schedules.push(Schedule { name, every, run: std::sync::Arc::new(run) });
        self
    }

    pub fn consumer(&self) -> &Consumer {
        &self.consumer
    }

    pub fn subscribe(&self, subscriptions: &mut Subscriptions) {
        for event_type in self.consumer.types() {
            subscriptions.add(event_type, self.name);
        }
    }

    /// The routes and what the documentation says of them.
    pub fn router(&self, platform: &Platform, bus: &Bus) -> Router {
        let (router, _) = self.parts();
        let mut extensions = self.extensions.clone();
        extensions.insert(bus.clone());
        router
            .layer(middleware::map_request(move |mut request: Request| {
                request.extensions_mut().extend(extensions.clone());
                std::future::ready(request)
            }))
            .with_state(Door { platform: platform.clone(), service: self.name })
    }

    pub fn openapi(&self) -> OpenApi {
        let (_, mut api) = self.parts();
        self.name.clone_into(&mut api.info.title);
        self.contract.clone_into(&mut api.info.version);
        api.info.description = Some(self.summary.to_owned());
        api.paths.paths.values_mut().filter_map(|item| item.get.as_mut()).for_each(declare_not_modified);
        api
    }

    fn parts(&self) -> (Router<Door>, OpenApi) {
        OpenApiRouter::new().nest(API, self.api.clone()).merge(self.root.clone()).split_for_parts()
    }
}

/// The door answers 304 to who has the JSON already that it would be answered.
fn declare_not_modified(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    let is_json = match responses.get("200") {
        Some(RefOr::T(answer)) => answer.content.contains_key("application/json"),
        _ => false,
    };
    if is_json {
        let known = ResponseBuilder::new().description("You have this already").build();
        responses.insert("304".to_owned(), known.into());
    }
}

/// All routes of some services together.
pub fn api_router<'a>(services: impl IntoIterator<Item = &'a Service>, platform: &Platform, bus: &Bus) -> Router {
    services.into_iter().fold(Router::new(), |router, service| router.merge(service.router(platform, bus)))
}
