//! The commands and their arguments, as `--help` tells of them.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use domain::{MunicipalityCode, Slug};
use identity::Role;
use mail::State;
use uuid::Uuid;

mod records;

pub(crate) use records::{Books, Documents, Ledger, Retention};

/// Yrkesresan's back office: agreements, course delivery and settlement for all regions.
#[derive(Debug, Parser)]
#[command(name = "yrkesresan", version, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Set up three regions with accounts for each role, and serve them
    Demo(Demo),
    /// Serve the API and the pages
    Serve(Serve),
    /// Settle a case without a server
    Settle(Settle),
    /// Make, fill, empty and list regions
    Region {
        #[command(subcommand)]
        command: Region,
    },
    /// Issue and list documents
    Documents {
        #[command(subcommand)]
        command: Documents,
    },
    /// Set up what documents need besides the agreement
    Books {
        #[command(subcommand)]
        command: Books,
    },
    /// Make sign-in accounts
    Account {
        #[command(subcommand)]
        command: Account,
    },
    /// Give staff to the learning platform, take them in from it, and tell how the two differ
    Totara {
        #[command(subcommand)]
        command: Totara,
    },
    /// Hold a region's ledger against what it has issued
    Ledger {
        #[command(subcommand)]
        command: Ledger,
    },
    /// Look after mails that have not left
    Mail {
        #[command(subcommand)]
        command: Mail,
    },
    /// Look after the regions' audit
    Audit {
        #[command(subcommand)]
        command: Audit,
    },
    /// Tell what a region keeps no longer, and with --apply let go of it
    Retention(Retention),
    /// Bring all databases up to date
    Migrate(Store),
    /// Print the GraphQL schema
    Schema {
        /// Print every column of every table instead, with what it may tell of people
        #[arg(long)]
        columns: bool,
    },
}

/// Where the databases are.
#[derive(Clone, Debug, Args)]
pub(crate) struct Store {
    /// Folder of the SQLite files; without it, `DATABASE_URL` names a PostgreSQL database
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) store: Store,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Allow introspection, full validation texts, and cookies without TLS
    #[arg(long)]
    pub(crate) development: bool,
    #[command(flatten)]
    pub(crate) store: Store,
}

#[derive(Debug, Args)]
pub(crate) struct Settle {
    /// The case's folder
    pub(crate) case: PathBuf,
    /// Where to write settlement.json, documents.csv, `document_lines.csv` and `trainer_pot.csv`
    #[arg(long, value_name = "DIR", required_unless_present = "explain")]
    pub(crate) out: Option<PathBuf>,
    /// Tell how each of this municipality's kronor came about (code or name)
    #[arg(long, value_name = "MUNICIPALITY")]
    pub(crate) explain: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Region {
    /// Make a region without anything in it
    Create {
        /// Short name in addresses: a–z, 0–9 and hyphens
        slug: Slug,
        /// Name
        #[arg(long)]
        name: String,
        #[command(flatten)]
        store: Store,
    },
    /// Bring a case into its region, made where it is missing
    Import {
        /// The case's folder
        case: PathBuf,
        /// Bring the agreement in as a draft, which charges nothing
        #[arg(long)]
        draft: bool,
        #[command(flatten)]
        store: Store,
    },
    /// Write an agreement of a region with its closed course days as a case
    Export {
        /// The region's short name
        slug: Slug,
        /// Where to write the case: a folder that is new or empty
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Which agreement, by title; needed where the region has several
        #[arg(long)]
        agreement: Option<String>,
        #[command(flatten)]
        store: Store,
    },
    /// List all regions
    List(Store),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Follow the chain of every region's audit, and name the first entry that is not as it was written
    Verify {
        /// Only this region's
        #[arg(long, value_name = "SLUG")]
        region: Option<Slug>,
        /// A link that an earlier run has printed; refused where the chain no longer has it
        #[arg(long, value_name = "LINK", requires = "region")]
        kept: Option<String>,
        #[command(flatten)]
        store: Store,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Totara {
    /// Write user.csv, jobassignment.csv and org.csv for its HR import; nobody with protected identity is in them
    Export {
        /// The region's short name
        #[arg(long, value_name = "SLUG")]
        region: Slug,
        /// Where to write the files
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The framework of organisations there
        #[arg(long, value_name = "ID", default_value = accounts::totara::FRAMEWORK)]
        framework: String,
        #[command(flatten)]
        store: Store,
    },
    /// Tell what would become of the users in these files, and with --apply bring them in as staff
    Import {
        /// The region's short name
        #[arg(long, value_name = "SLUG")]
        region: Slug,
        /// The files' folder: user.csv, and jobassignment.csv and org.csv where they are there
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
        /// Bring them in: all rows, or nothing where one is at fault
        #[arg(long)]
        apply: bool,
        #[command(flatten)]
        store: Store,
    },
    /// Tell who is only here, who is only there, and who differs
    Drift {
        /// The region's short name
        #[arg(long, value_name = "SLUG")]
        region: Slug,
        /// The files' folder
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
        #[command(flatten)]
        store: Store,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Mail {
    /// List mails in the outbox, the latest first; never what they say
    List {
        /// waiting, claimed, handing, sent, failed or unsure
        #[arg(long)]
        state: Option<State>,
        #[command(flatten)]
        store: Store,
    },
    /// Send a mail again that has failed, or of which nobody knows whether it arrived
    Retry {
        /// Its id
        id: Uuid,
        #[command(flatten)]
        store: Store,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Make an account
    Create {
        /// E-mail address to sign in with
        #[arg(long)]
        email: String,
        /// The person's name
        #[arg(long)]
        name: String,
        /// What they are; a wrong word is answered with all roles
        #[arg(long)]
        role: Role,
        /// The region's short name; not for national roles
        #[arg(long, value_name = "SLUG")]
        region: Option<Slug>,
        /// SCB code; for municipal-administrator and signatory
        #[arg(long, value_name = "CODE")]
        municipality: Option<MunicipalityCode>,
        /// The journey's name; for national-producer
        #[arg(long)]
        journey: Option<String>,
        /// File to read the password from; without it, it is read from standard input
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
        /// Send a mail with a link to choose a password by, instead; an account that is there becomes a member
        #[arg(long, conflicts_with = "password_file")]
        invite: bool,
        #[command(flatten)]
        store: Store,
    },
}
