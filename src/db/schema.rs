//! The tables as diesel sees them; kept equal to the migrations by a test.
//! Never used outside `db` and `store`.

diesel::table! {
    municipalities (id) {
        id -> Binary,
        name -> Text,
        brand -> Text,
        tagline -> Text,
        phone -> Text,
        email -> Text,
        indeed -> Bool,
    }
}

diesel::table! {
    employers (id) {
        id -> Binary,
        municipality_id -> Binary,
        name -> Text,
        kvk -> Nullable<Text>,
        place -> Nullable<Text>,
        postcode -> Nullable<Text>,
        website -> Nullable<Text>,
        about -> Nullable<Text>,
        verification -> Text,
        refusal -> Nullable<Text>,
        source -> Nullable<Text>,
        source_name -> Nullable<Text>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    accounts (id) {
        id -> Binary,
        municipality_id -> Binary,
        role -> Text,
        email -> Text,
        name -> Text,
        phone -> Nullable<Text>,
        employer_id -> Nullable<Binary>,
        mail_mode -> Text,
        state -> Text,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    login_links (id) {
        id -> Binary,
        account_id -> Binary,
        next_path -> Nullable<Text>,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> Binary,
        token_hash -> Binary,
        account_id -> Binary,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    listings (id) {
        id -> Binary,
        municipality_id -> Binary,
        employer_id -> Binary,
        code -> Text,
        kind -> Text,
        status -> Text,
        live_revision_id -> Nullable<Binary>,
        title -> Text,
        positions -> Integer,
        filled -> Integer,
        closes_on -> Nullable<Date>,
        published_at -> Nullable<Timestamp>,
        source -> Nullable<Text>,
        source_identifier -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    listing_revisions (id) {
        id -> Binary,
        listing_id -> Binary,
        state -> Text,
        content -> Text,
        prepared_by -> Nullable<Binary>,
        imported -> Bool,
        submitted_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    interests (id) {
        id -> Binary,
        municipality_id -> Binary,
        listing_id -> Nullable<Binary>,
        name -> Text,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        message -> Nullable<Text>,
        reaction -> Text,
        state -> Text,
        answer -> Nullable<Text>,
        answer_text -> Nullable<Text>,
        answered_by -> Nullable<Binary>,
        answered_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    audit (id) {
        id -> Binary,
        at -> Timestamp,
        account_id -> Nullable<Binary>,
        role -> Text,
        deed -> Text,
        subject_kind -> Text,
        subject_id -> Binary,
        municipality_id -> Nullable<Binary>,
        detail -> Nullable<Text>,
    }
}

diesel::table! {
    change_counter (id) {
        id -> Integer,
        last_seq -> BigInt,
    }
}

diesel::table! {
    changes (seq) {
        seq -> BigInt,
        change_id -> Binary,
        subject_kind -> Text,
        subject_id -> Binary,
        at -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> Binary,
        kind -> Text,
        payload -> Text,
        recipient_account -> Nullable<Binary>,
        recipient_interest -> Nullable<Binary>,
        dedup_key -> Text,
        bundle_id -> Nullable<Binary>,
        state -> Text,
        attempts -> Integer,
        due_at -> Timestamp,
        not_before -> Timestamp,
        lease_token -> Nullable<Binary>,
        lease_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        recipient_candidate -> Nullable<Binary>,
        returned_at -> Nullable<Timestamp>,
        recipient_saved_search -> Nullable<Binary>,
    }
}

diesel::table! {
    suppressed_addresses (address_hash) {
        address_hash -> Binary,
        municipality_id -> Binary,
        outbox_id -> Binary,
        status -> Text,
        since -> Timestamp,
    }
}

diesel::table! {
    form_results (form_id) {
        form_id -> Binary,
        location -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    job_marks (job) {
        job -> Text,
        day -> Date,
    }
}

diesel::table! {
    candidates (id) {
        id -> Binary,
        municipality_id -> Binary,
        code -> Text,
        state -> Text,
        name -> Text,
        name_folded -> Text,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        profile -> Text,
        private -> Text,
        begeleider_id -> Nullable<Binary>,
        source -> Nullable<Text>,
        source_identifier -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    candidate_access (id) {
        id -> Binary,
        candidate_id -> Binary,
        at -> Timestamp,
        account_id -> Nullable<Binary>,
        role -> Text,
        purpose -> Text,
    }
}

diesel::table! {
    proposals (id) {
        id -> Binary,
        municipality_id -> Binary,
        candidate_id -> Binary,
        listing_id -> Binary,
        employer_id -> Binary,
        status -> Text,
        proposed_by -> Text,
        proposer_id -> Nullable<Binary>,
        score -> Integer,
        candidate_version -> Integer,
        revision_id -> Binary,
        override_reason -> Nullable<Text>,
        overridden -> Text,
        reviewer_id -> Nullable<Binary>,
        postponed_until -> Nullable<Date>,
        question -> Nullable<Text>,
        answer -> Nullable<Text>,
        reject_reason -> Nullable<Text>,
        note -> Nullable<Text>,
        lapse_reason -> Nullable<Text>,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<Timestamp>,
        waiting_since -> Timestamp,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    sharing_consents (id) {
        id -> Binary,
        municipality_id -> Binary,
        proposal_id -> Binary,
        candidate_id -> Binary,
        state -> Text,
        shown -> Text,
        candidate_version -> Integer,
        revision_id -> Binary,
        deadline -> Date,
        channel -> Nullable<Text>,
        noted_by -> Nullable<Binary>,
        asked_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    introductions (id) {
        id -> Binary,
        municipality_id -> Binary,
        proposal_id -> Binary,
        consent_id -> Binary,
        candidate_id -> Binary,
        listing_id -> Binary,
        employer_id -> Binary,
        status -> Text,
        due_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        answered_by -> Nullable<Binary>,
        refusal -> Nullable<Text>,
        words -> Nullable<Text>,
        later_until -> Nullable<Date>,
        recall -> Nullable<Text>,
        recalled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    placements (id) {
        id -> Binary,
        municipality_id -> Binary,
        candidate_id -> Binary,
        employer_id -> Nullable<Binary>,
        employer_name -> Text,
        listing_id -> Nullable<Binary>,
        introduction_id -> Nullable<Binary>,
        status -> Text,
        kind -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        hours -> Nullable<Integer>,
        outflow -> Text,
        benefit_since -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        end_reason -> Nullable<Text>,
        source -> Nullable<Text>,
        source_identifier -> Nullable<Text>,
        recorded_by -> Nullable<Binary>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    personal_ties (id) {
        id -> Binary,
        account_id -> Binary,
        candidate_id -> Nullable<Binary>,
        employer_id -> Nullable<Binary>,
        at -> Timestamp,
    }
}

diesel::table! {
    job_positions (job) {
        job -> Text,
        seq -> BigInt,
    }
}

diesel::table! {
    substitutes (account_id) {
        account_id -> Binary,
        substitute_id -> Binary,
    }
}

diesel::table! {
    database_marks (mark) {
        mark -> Text,
        at -> Timestamp,
        detail -> Nullable<Text>,
    }
}

diesel::table! {
    word_lists (kind, source) {
        kind -> Text,
        source -> Text,
        content -> Text,
        entries -> Integer,
        imported_at -> Timestamp,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> Binary,
        municipality_id -> Binary,
        email -> Nullable<Text>,
        criteria -> Text,
        rhythm -> Text,
        state -> Text,
        asked_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        stopped_at -> Nullable<Timestamp>,
        mailed_through -> Timestamp,
        due_at -> Nullable<Timestamp>,
        last_sent_at -> Nullable<Timestamp>,
        ask_again_at -> Nullable<Timestamp>,
        asked_again_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::joinable!(listings -> employers (employer_id));
diesel::joinable!(listing_revisions -> listings (listing_id));
diesel::joinable!(interests -> listings (listing_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(login_links -> accounts (account_id));
diesel::joinable!(proposals -> candidates (candidate_id));
diesel::joinable!(proposals -> listings (listing_id));
diesel::joinable!(proposals -> employers (employer_id));
diesel::joinable!(introductions -> candidates (candidate_id));
diesel::joinable!(introductions -> listings (listing_id));
diesel::joinable!(introductions -> employers (employer_id));
diesel::joinable!(introductions -> sharing_consents (consent_id));
diesel::joinable!(sharing_consents -> proposals (proposal_id));
diesel::joinable!(placements -> candidates (candidate_id));
diesel::allow_tables_to_appear_in_same_query!(
    municipalities,
    employers,
    accounts,
    login_links,
    sessions,
    listings,
    listing_revisions,
    interests,
    audit,
    change_counter,
    changes,
    outbox,
    suppressed_addresses,
    form_results,
    job_marks,
    candidates,
    candidate_access,
    proposals,
    sharing_consents,
    introductions,
    placements,
    personal_ties,
    job_positions,
    substitutes,
    database_marks,
    word_lists,
    saved_searches,
);
