import { useCallback, useEffect, useState } from "preact/hooks";
import { ApiError, answerOf, client, type Problem } from "../../../api/client";
import type { Material, OwnRegistration } from "../../../api/types";
import { saveFile } from "../../../ui/saveFile";

const UNKNOWN: Problem = { type: "about:blank", title: "", status: 500 };
const problemIn = (error: unknown) => (error instanceof ApiError ? error.problem : UNKNOWN);

export interface MaterialsOf {
  items: readonly Material[];
  /** Hands the file to the browser; says what went wrong, null if nothing. */
  get: (one: Material) => Promise<Problem | null>;
}

/** The registration a secret is for, and what may be done with it. Every deed says what went wrong, null if nothing. */
export function useRegistration(secret: string) {
  const [mine, setMine] = useState<OwnRegistration | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [erased, setErased] = useState(false);
  const [items, setItems] = useState<readonly Material[]>([]);
  const params = { header: { "registration-secret": secret } };

  const read = useCallback(() => {
    setProblem(null);
    answerOf(client.GET("/api/v1/registration", { params })).then(
      ({ data }) => setMine(data),
      (error: unknown) => setProblem(problemIn(error)),
    );
  }, [secret]);
  useEffect(read, [read]);

  const state = mine?.state;
  useEffect(() => {
    if (state !== "confirmed") return setItems([]);
    answerOf(client.GET("/api/v1/registration/materials", { params })).then(
      ({ data }) => setItems(data.items),
      () => setItems([]), // the page of a registration is of use without them
    );
  }, [state, secret]);

  async function act(sent: Parameters<typeof answerOf<OwnRegistration>>[0]): Promise<Problem | null> {
    try {
      setMine((await answerOf(sent)).data);
      return null;
    } catch (error) {
      return problemIn(error);
    }
  }

  async function erase(): Promise<Problem | null> {
    try {
      await answerOf(client.POST("/api/v1/registration/erasure", { params }));
      setErased(true);
      return null;
    } catch (error) {
      return problemIn(error);
    }
  }

  async function material({ digest, name }: Material): Promise<Problem | null> {
    const sent = client.GET("/api/v1/registration/materials/{digest}", {
      params: { ...params, path: { digest } },
      parseAs: "blob",
    });
    try {
      saveFile((await answerOf<Blob>(sent)).data, name);
      return null;
    } catch (error) {
      return problemIn(error);
    }
  }

  async function certificate(lang: string): Promise<Problem | null> {
    const query = { lang };
    const sent = client.GET("/api/v1/registration/certificate.pdf", {
      params: { ...params, query },
      parseAs: "blob",
    });
    try {
      saveFile((await answerOf<Blob>(sent)).data, "bescheinigung.pdf");
      return null;
    } catch (error) {
      return problemIn(error);
    }
  }

  return {
    mine,
    certificate,
    materials: { items, get: material },
    erased,
    problem,
    erase,
    read,
    change: (body: Partial<OwnRegistration>) => act(client.PATCH("/api/v1/registration", { params, body })),
    cancel: () => act(client.DELETE("/api/v1/registration", { params })),
    accept: () => act(client.POST("/api/v1/registration/acceptance", { params })),
  };
}
