//! Server-rendered pages in Swedish: the GraphQL API's first client.
//!
//! Owns: what people see, their cookie session, and the protection of forms.
//! Publishes: [`router`], [`Settings`], the paths that mails lead to, and [`Api`], the door that the binary hands in.
//! Deliberately absent: SQL, services, rules of settlement; JavaScript, but for passkeys, which no
//! browser has without. Whatever a page shows it has asked the API for.

mod account;
mod agreement;
mod assets;
mod audit;
mod books;
mod client;
mod cookies;
mod course_history;
mod csrf;
mod delivery;
mod download;
mod fault;
mod fault_page;
mod figures;
mod forgotten_password;
mod forms;
mod frame;
mod headers;
mod home;
mod identity_providers;
mod invitation;
mod line_kind;
mod missing_kind;
mod my_data;
mod myself;
mod nation;
mod new_password;
mod once;
mod operation;
mod paging;
mod parties;
mod pill;
mod rail;
mod random;
mod refresh;
mod road;
mod roles;
mod router;
mod session;
mod settlement;
mod sign_in;
mod sign_out;
mod staff;
mod start;
mod terms;
mod upload;
mod urls;
mod visit;

pub use client::{Api, ApiRequest};
pub use router::{Settings, router};
pub use urls::{
    FORGOTTEN_PASSWORD as FORGOTTEN_PASSWORD_PATH, invitation as invitation_path,
    new_password as new_password_path,
};
